from collections.abc import Sequence, MutableMapping, Mapping, Iterator, Iterable, MutableSequence, Set, Hashable, Callable, Sized
class Deck(Sequence):
    ranks = [str(n) for n in range(2, 11)] + list("JQKA")
    def __init__(self): self._cards = [r + s for s in "SH" for r in self.ranks]
    def __len__(self): return len(self._cards)
    def __getitem__(self, i): return self._cards[i]
d = Deck()
print(len(d), d[0], d[-1], d[:3], "AS" in d, "XX" in d, d.index("AS"), d.count("2H"), list(reversed(d))[:2])
print(isinstance(d, Sequence), isinstance([], Sequence), isinstance({}, Mapping), isinstance("x", Iterable), issubclass(Deck, Sized))
class CI(MutableMapping):
    def __init__(self, *a, **k):
        self._d = {}
        self.update(*a, **k)
    def __getitem__(self, k): return self._d[k.lower()]
    def __setitem__(self, k, v): self._d[k.lower()] = v
    def __delitem__(self, k): del self._d[k.lower()]
    def __iter__(self): return iter(self._d)
    def __len__(self): return len(self._d)
c = CI({"A": 1}, b=2)
c["C"] = 3
print(dict(c), "a" in c, c.get("zz"), c.get("B", 0), list(c.keys()), list(c.values()), list(c.items()), c.pop("A"), c.setdefault("n", 5), len(c), c == {"b": 2, "c": 3, "n": 5})
try: c["nope"]
except KeyError as e: print("KeyError", e)
print(c.pop("nope", None), c.popitem(), bool(c)); c.clear(); print(len(c), isinstance(c, MutableMapping), isinstance(c, dict))
class Count(Iterator):
    def __init__(self, n): self.n = n
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(Count(3)), isinstance(Count(1), Iterator), iter(Count(1)) is not None)
class SL(MutableSequence):
    def __init__(self, it=()): self.d = sorted(it)
    def __getitem__(self, i): return self.d[i]
    def __setitem__(self, i, v): self.d[i] = v
    def __delitem__(self, i): del self.d[i]
    def __len__(self): return len(self.d)
    def insert(self, i, v): self.d.append(v); self.d.sort()
s = SL([3, 1]); s.append(2); s.extend([9, 0]); print(s.d, s.pop(), s.pop(0), s.d); s.remove(2); s.reverse(); s += [7]; print(s.d, 7 in s)
class Bits(Set):
    def __init__(self, it): self.s = frozenset(it)
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(sorted(self.s))
    def __len__(self): return len(self.s)
a, b = Bits([1, 2, 3]), Bits([2, 3, 4])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a <= b, a == Bits([3, 2, 1]), a.isdisjoint(Bits([9])))
class Half(Sequence):
    def __len__(self): return 0
try: Half()
except TypeError as e: print(e)

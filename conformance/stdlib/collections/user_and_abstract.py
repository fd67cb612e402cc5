from collections import UserDict, UserList, UserString, namedtuple, Counter, OrderedDict
import collections
import collections.abc
from collections.abc import *
class Lower(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k.lower(), v)
    def __missing__(self, k): return "?" + k
d = Lower({"A": 1}, B=2)
d["C"] = 3
print(d, dict(d), d["zz"], d.get("zz"), len(d), "a" in d, list(d.items()), d.pop("a"), sorted(d.keys()), d | {"q": 1}, d.setdefault("y", 7))
d.update(M=1); print(d.copy(), d == {"b": 2, "c": 3, "y": 7, "m": 1}, isinstance(d, Mapping), isinstance(d, MutableMapping), isinstance(d, dict))
l = UserList([3,1,2]); l.append(5); l.sort(); print(l, l[1:], l + [9], l == [1,2,3,5], l.index(3), 2 in l, len(l), isinstance(l, Sequence), l.count(1), [*l], l*2)
l.extend([7]); l.pop(); l.reverse(); print(l, type(l[0:2]).__name__)
s = UserString("Hello"); print(s, s.upper(), s + " w", len(s), s[1], s == "Hello", "ell" in s, s.replace("l", "L"), hash(s) == hash("Hello"), s.split("l"), repr(s), f"{s}")
class Deck(collections.abc.Sequence):
    def __init__(self, c): self.c = list(c)
    def __len__(self): return len(self.c)
    def __getitem__(self, i): return self.c[i]
d = Deck("abca"); print("b" in d, d.index("c"), d.count("a"), list(reversed(d)), list(d), isinstance(d, Sequence), isinstance(d, Iterable), issubclass(Deck, collections.abc.Sequence))
class Bad(Sequence): pass
try: Bad()
except TypeError as e: print(e)
class S(Set):
    def __init__(self, it=()): self.e = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.e
    def __iter__(self): return iter(self.e)
    def __len__(self): return len(self.e)
    def __repr__(self): return f"S({self.e})"
a, b = S([1,2,3]), S([2,3,4])
print(a & b, a | b, a - b, a ^ b, a <= b, S([2]) < a, a.isdisjoint(b), a == S([3,2,1]), {1,9} & a, a == {1,2,3})
class M(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m.update({"a": 1}, b=2); m["c"] = 3
print(m.pop("a"), m.pop("zz", None), list(m.keys()), list(m.values()), list(m.items()), m.get("b"), m.popitem(), m.setdefault("n"), "b" in m, dict(m), m == {"c": 3, "n": None})
try: m.pop("nope")
except KeyError as e: print("KeyError", e)
m.clear(); print(len(m))
class It(Iterator):
    def __init__(self): self.n = 3
    def __next__(self):
        if not self.n: raise StopIteration
        self.n -= 1; return self.n
print(list(It()))
class MS(MutableSequence):
    def __init__(self): self.c = []
    def __len__(self): return len(self.c)
    def __getitem__(self, i): return self.c[i]
    def __setitem__(self, i, v): self.c[i] = v
    def __delitem__(self, i): del self.c[i]
    def insert(self, i, v): self.c.insert(i, v)
x = MS(); x.append(1); x.extend([2,3]); x += [4]; x.reverse(); print(list(x), x.pop(), x.remove(3), list(x))
class Ms(MutableSet):
    def __init__(self, it=()): self.s=set(it)
    def __contains__(self, x): return x in self.s
    def __iter__(self): return iter(sorted(self.s))
    def __len__(self): return len(self.s)
    def add(self, x): self.s.add(x)
    def discard(self, x): self.s.discard(x)
q = Ms([1,2]); q |= {5}; q.remove(1); print(list(q), q.pop(), len(q))
try: q.remove(77)
except KeyError as e: print("KeyError", e)

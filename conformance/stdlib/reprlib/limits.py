"""Short representations, and those of what contains itself."""
import reprlib

print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(10)}))


class L(list):
    @reprlib.recursive_repr()
    def __repr__(self):
        return "<" + "|".join(map(repr, self)) + ">"


l = L([1, 2])
l.append(l)
print(l)
short = reprlib.Repr(maxlist=2, maxstring=12, maxlevel=2)
print(short.repr([1, 2, 3]), short.repr("abcdefghijklmnopq"), short.repr([[[[]]]]), short.repr((1,)), short.repr({3, 1, 2}), short.repr(set()))
print(reprlib.repr(10 ** 60), reprlib.repr(frozenset("abc")), reprlib.repr({"k": [1] * 9}))
print(reprlib.Repr(indent=2, maxdict=2).repr({"a": [1, 2], "b": (), "c": 3}))

"""weakref: references and containers that do not keep their objects."""

import weakref


class C:
    def __init__(self, n):
        self.n = n

    def m(self):
        return self.n


c = C(1)
r = weakref.ref(c)
print(r() is c, r == weakref.ref(c), hash(r) == hash(c), weakref.ref(c)().n, isinstance(r, weakref.ReferenceType))
p = weakref.proxy(c)
p.n = 5
print(p.n, c.n, p.m())
d = weakref.WeakValueDictionary()
d["k"] = c
k = weakref.WeakKeyDictionary({c: "value"})
s = weakref.WeakSet([c])
m = weakref.WeakMethod(c.m)
print(len(d), d["k"] is c, "k" in d, list(d.items())[0][0], k[c], len(k), c in k, c in s, len(s), m()())
del c
print(r(), len(d), d.get("k"), len(k), len(s), m(), list(d))
try:
    p.n
except ReferenceError as e:
    print(e)
for bad in (5, "x", [1], (1,), None):
    try:
        weakref.ref(bad)
    except TypeError as e:
        print(e)

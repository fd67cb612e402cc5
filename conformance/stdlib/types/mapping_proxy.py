"""Dicts that only read, and streams of the program."""
import io
from types import MappingProxyType
d = {"k": 1}
mp = MappingProxyType(d)
d["z"] = 2
print(mp, mp["z"], len(mp), list(mp), "k" in mp, mp.get("q", 0), mp == {"k": 1, "z": 2}, mp != d, mp | {"a": 1}, dict(mp), {**mp}, sorted(mp.items()), isinstance(mp, MappingProxyType))
for f in (lambda: mp.__setitem__("k", 2), lambda: MappingProxyType([1])):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
try:
    mp["k"] = 3
except TypeError as e:
    print(e)
class C:
    LIMITS = MappingProxyType({"lo": 1, "hi": 5})
print(C.LIMITS["hi"], type(C.__dict__).__name__, [k for k in C.LIMITS])
class W(io.TextIOBase):
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s); return len(s)
w = W()
print("x", 1, file=w)
w.writelines(["a", "b"])
print(w.parts, w.closed, w.readable(), w.isatty())
with w: pass
print(w.closed)
try:
    W().read()
except io.UnsupportedOperation as e:
    print(e)

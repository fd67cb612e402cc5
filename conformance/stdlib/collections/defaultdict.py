"""collections.defaultdict and OrderedDict."""

from collections import OrderedDict, defaultdict

d = defaultdict(list)
for k, v in [("a", 1), ("b", 2), ("a", 3)]:
    d[k].append(v)
print(d, dict(d), d["new"], "new" in d, d.get("nope"), "nope" in d, d.default_factory)
n = defaultdict(int, {"x": 5})
for ch in "hello":
    n[ch] += 1
print(n, sorted(n.items()))
nested = defaultdict(lambda: defaultdict(int))
nested["a"]["b"] += 1
print({k: dict(v) for k, v in nested.items()})
try:
    defaultdict()["k"]
except KeyError as error:
    print("KeyError", error)
try:
    defaultdict(5)
except TypeError as error:
    print(error)
o = OrderedDict([("b", 1), ("a", 2), ("c", 3)])
o.move_to_end("b")
print(o, list(o), o.popitem(), o.popitem(last=False), o)
o["z"] = 1
o.move_to_end("z", last=False)
print(o, o == {"z": 1, "a": 2}, o == OrderedDict(a=2, z=1), list(reversed(o)))
s = defaultdict(set)
s["k"] |= {1}
print(s, s.copy()["k"], defaultdict(str)["x"] == "", defaultdict(lambda: 7)["q"])

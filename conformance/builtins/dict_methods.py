"""dict: every method, order, views."""

d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
print(d, list(d), list(d.keys()), list(d.values()), list(d.items()), len(d), "a" in d)
print(d.get("a"), d.get("z"), d.get("z", 0), d.setdefault("a", 99), d.setdefault("z", []), d)
print(d.pop("z"), d.pop("z", "gone"), d.popitem(), d)
d.update({"x": 1}, y=2)
d.update([("p", 1), ("q", 2)])
print(d, d.copy() == d, d.copy() is d)
print(d | {"b": 0, "n": 1}, {"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1})
print(dict(a=1), dict([("k", "v")]), dict(zip("ab", (1, 2))), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), dict({"a": 1}, b=2))
print({1: "int", 1.0: "float", True: "bool"}, {(1, 2): "t"}[1, 2], {None: 0}, {0: "zero"}[False])
keys = d.keys()
d["new"] = 1
print(keys, "new" in keys, keys & {"new", "b"} == {"new", "b"}, d.items() >= {("x", 1)}, d.keys() - {"b"} == set(d) - {"b"})
print(list(reversed(d)), sorted(d.items(), key=lambda kv: (kv[1], kv[0])), max(d, key=d.get), (1, 2) in {1: 2}.items(), 2 in {1: 2}.values())
del d["new"]
print({v: k for k, v in {"a": 1}.items()}, *d, {**d, "b": "last"})
for bad in (lambda: d["nope"], lambda: d.pop("nope"), lambda: {}.popitem(), lambda: {[1]: 2}, lambda: dict(5), lambda: d.update([1]), lambda: {} < {}, lambda: dict([(1,)]), lambda: d.get([])):
    try:
        bad()
    except (KeyError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
try:
    for k in d:
        d[k + "x"] = 1
except RuntimeError as error:
    print(error)
d.clear()
print(d, bool(d), {} == d)

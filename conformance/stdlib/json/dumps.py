"""json.dumps: all types and options."""

import json

for v in (None, True, False, 0, -5, 2**70, 1.5, 1e100, 1.0, -0.0, "", "text", "quote\" back\\ \n\t\u0001 é 😀 /", [], {}, [1, [2, []]], (1, 2), {"a": {"b": [None]}}, {1: "int", 2.5: "float", None: "none", True: "bool"}):
    print(json.dumps(v))
data = {"name": "Ünï", "list": [1, 2, {"x": None}], "empty": {}, "e2": []}
print(json.dumps(data, ensure_ascii=False), json.dumps(data, indent=2), json.dumps([1, [2]], indent="\t"), json.dumps(data, separators=(",", ":")), json.dumps({"b": 1, "a": 2}, sort_keys=True), json.dumps([], indent=2), json.dumps({"a": []}, indent=1), sep="\n")
print(json.dumps([float("inf"), float("nan"), -float("inf")]))


class P:
    def __init__(self, x):
        self.x = x


print(json.dumps({"p": P(1)}, default=lambda o: o.__dict__), json.dumps([{3}], default=sorted), json.dumps({(1, 2): 1, "k": 2}, skipkeys=True))


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, P):
            return {"type": "P", "x": o.x}
        return super().default(o)


print(json.dumps([P(5)], cls=Encoder))
loop = []
loop.append(loop)
for bad in (lambda: json.dumps(P(1)), lambda: json.dumps({1}), lambda: json.dumps({(1,): 2}), lambda: json.dumps(loop), lambda: json.dumps(float("nan"), allow_nan=False), lambda: json.dumps(b"x")):
    try:
        print(bad())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

"""Untyped records of many shapes, walked dynamically."""

records = [
    {"id": 1, "name": "Ann", "tags": ["x", "y"], "score": 9.5},
    {"id": "2", "name": None, "nested": {"deep": [1, {"er": True}]}},
    [1, "two", 3.0, None],
    ("tuple", {"k": (1, 2)}),
    "just text",
    42,
    None,
]


def walk(value, path="$"):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from walk(inner, f"{path}.{key}")
    elif isinstance(value, (list, tuple)):
        for i, inner in enumerate(value):
            yield from walk(inner, f"{path}[{i}]")
    else:
        yield path, value


def total(value):
    if isinstance(value, bool):
        return 0
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str):
        return int(value) if value.isdigit() else len(value)
    if isinstance(value, dict):
        value = value.values()
    try:
        return sum(total(v) for v in value)
    except TypeError:
        return 0


for path, value in walk(records):
    print(path, "=", repr(value), f"({type(value).__name__})")
print([total(r) for r in records], total(records))
mixed = [3, "a", 2.5, None, [1], True]
mixed.sort(key=lambda v: (type(v).__name__, str(v)))
print(mixed, [v * 2 for v in mixed if v is not None])
variable = 1
variable = "now text " + str(variable)
variable = [variable, len(variable)]
print(variable)
lookup = {1: "int", "1": "str", (1,): "tuple", None: "none", 1.5: "float", True: "bool replaces int"}
print(lookup, [lookup.get(k) for k in (1, "1", (1,), None, 1.5, "zz")])

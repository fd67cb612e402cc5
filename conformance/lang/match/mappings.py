"""match on dictionaries."""


def handle(event):
    match event:
        case {"type": "click", "pos": (x, y)}:
            return f"click at {x},{y}"
        case {"type": "key", "key": str(key), **rest}:
            return f"key {key} with {rest}"
        case {"type": kind, "nested": {"deep": [first, *_]}}:
            return f"{kind} {first}"
        case {"value": int() | float() as v} if v > 0:
            return f"positive {v}"
        case {1: "int key"}:
            return "int key"
        case {}:
            return f"some dict of {len(event)}"
    return "no dict"


for event in (
    {"type": "click", "pos": (1, 2), "extra": 0},
    {"type": "click", "pos": (1, 2, 3)},
    {"type": "key", "key": "a", "shift": True},
    {"type": "key", "key": 5},
    {"type": "n", "nested": {"deep": ["f", "g"]}},
    {"value": 3.5},
    {"value": -1},
    {1: "int key"},
    {},
    [],
):
    print(handle(event))
match {"a": 1, "b": 2, "c": 3}:
    case {"a": a, **others}:
        print(a, others)

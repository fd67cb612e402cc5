"""Every kind of pattern."""

from dataclasses import dataclass
@dataclass
class P:
    x: int
    y: int = 0
class Q:
    __match_args__ = ("a", "b")
    def __init__(self, a, b): self.a, self.b = a, b
RED = 1
class K: BLUE = 2
def m(v):
    match v:
        case None: return "none"
        case True | False: return "bool"
        case 0 | 1.5 | -3 | 2+3j: return "lit"
        case "a" "b": return "str ab"
        case K.BLUE: return "blue"
        case int(n) if n > 100: return f"big {n}"
        case int() | float() as num: return f"num {num}"
        case str(s) if s.startswith("x"): return f"x-str {s}"
        case str() as s: return f"str {s}"
        case []: return "empty"
        case [x]: return f"one {x}"
        case [1, *rest]: return f"1+{rest}"
        case (a, [b, c]): return f"nested {a}{b}{c}"
        case [first, *_, last] if first == last: return f"same ends {first}"
        case [*all_]: return f"list {all_}"
        case {"type": "circle", "r": r}: return f"circle {r}"
        case {"type": t, **rest} if rest: return f"{t} {rest}"
        case {"k": [a, {"z": z}]}: return f"deep {a} {z}"
        case {}: return "mapping"
        case P(x=0, y=0): return "origin"
        case P(x, y=0): return f"on x {x}"
        case P(x, y): return f"P {x} {y}"
        case Q(a, b=[h, *_]): return f"Q {a} {h}"
        case Q(): return "Q"
        case bytes(b): return f"bytes {b}"
        case set() | frozenset(): return "set"
        case object(real=rr): return f"real {rr}"
        case _: return f"other {type(v).__name__}"
for v in [None, True, 0, 1.5, -3, 2+3j, "ab", 2, 500, 7, 2.5, "xyz", "hello", [], [9], [1, 2, 3], (5, [6, 7]), [4, 5, 4], [7, 8, 9], {"type": "circle", "r": 3}, {"type": "sq", "s": 1}, {"type": "t"}, {"k": [1, {"z": 2}]}, {}, P(0, 0), P(3), P(1, 2), Q(1, [2, 3]), Q(1, 2), b"x", {1}, 5j, object, range(3), iter([])]:
    print(m(v))
def cmd(s):
    match s.split():
        case ["go", ("north" | "south") as d]: return f"go {d}"
        case ["get", obj] | ["take", obj]: return f"get {obj}"
        case ["drop", *objs]: return f"drop {objs}"
        case [verb, *_]: return f"unknown {verb}"
        case []: return "nothing"
print(cmd("go north"), cmd("take key"), cmd("drop a b"), cmd("fly x"), cmd(""))
match {"a": 1}:
    case {"a": int(v), "b": _}: print("no")
    case {"a": v}: print("v", v)
x = 5
match x:
    case y: print("bound", y)
print(x, y)
match [1, 2, 3]:
    case [a, b]: print(2)
    case [a, b, c] if a > 5: print("guard")
    case _: print("fell", a)
match 3:
    case 1 | 2: print("12")
try:
    match Q(1, 2):
        case Q(1, 2, 3): pass
except TypeError as e: print(e)
match = 5; case = 6; type = 7; _ = 8
print(match, case, type, _)

"""match on literals, constants, alternatives and guards."""

from enum import Enum


class Color(Enum):
    RED = 1
    GREEN = 2


class Limits:
    MAX = 10


def name(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -1:
            return "minus one"
        case Limits.MAX:
            return "max"
        case 2.5:
            return "two and a half"
        case "a" | "b" as letter:
            return f"letter {letter}"
        case None:
            return "none"
        case True:
            return "true"
        case Color.RED:
            return "red"
        case Color():
            return f"color {x.name}"
        case b"raw":
            return "bytes"
        case int(n) if n > 100:
            return f"big {n}"
        case int():
            return "int"
        case other:
            return f"other {other!r}"


for x in (0, 2, -1, 10, 2.5, "a", "c", None, True, False, Color.RED, Color.GREEN, b"raw", 101, 50, 1.0, 10.0, [], 3j):
    print(repr(x), "->", name(x))
match 5:
    case 6:
        print("no")
print("fell through")
match value := 3 + 4:
    case 7:
        print("seven", value)

"""Patterns on subjects whose types are known."""
from dataclasses import dataclass
from enum import Enum


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Expr:
    pass


@dataclass
class Num(Expr):
    value: int


@dataclass
class Add(Expr):
    left: Expr
    right: Expr


@dataclass
class Neg(Expr):
    inner: Expr


@dataclass(frozen=True)
class Point:
    x: int
    y: int


def evaluate(e: Expr) -> int:
    match e:
        case Num(v):
            return v
        case Add(left, right):
            return evaluate(left) + evaluate(right)
        case Neg(inner=Num(value=0)):
            return 0
        case Neg(inner):
            return -evaluate(inner)
        case _:
            raise TypeError("unknown")


def show(e: Expr) -> str:
    match e:
        case Num(value=v) if v < 0:
            return f"({v})"
        case Num() as n:
            return str(n.value)
        case Add():
            return f"{show(e.left)} + {show(e.right)}"
        case Neg(Num(1) | Num(2)):
            return "-small"
        case Neg():
            return "-" + show(e.inner)
    return "?"


def where(p: Point) -> str:
    match p:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"y={y}"
        case Point(x, 0):
            return f"x={x}"
        case Point(x, y) if x == y:
            return "diagonal"
        case Point():
            return "else"


def name(c: Color) -> str:
    match c:
        case Color.RED:
            return "r"
        case Color.GREEN | Color.BLUE:
            return "gb"


def status(code: int) -> str:
    match code:
        case 200:
            return "ok"
        case 404 | 410:
            return "gone"
        case c if c >= 500:
            return f"server {c}"
        case -1:
            return "neg"
        case _:
            return "other"


def command(text: str) -> str:
    match text:
        case "go":
            return "going"
        case "stop" | "halt" as word:
            return word.upper()
        case other:
            return other * 2


def pair(a: int, b: str) -> str:
    match (a, b):
        case (0, _):
            return "zero"
        case (1, "x") | (2, "y"):
            return "special"
        case (n, s):
            return f"{n}{s}"


def maybe(p: Point | None) -> str:
    match p:
        case None:
            return "nothing"
        case Point(x=1):
            return "one"
        case Point(x, y):
            return f"{x},{y}"


def flag(b: bool, f: float) -> str:
    match b:
        case True:
            r = "T"
        case False:
            r = "F"
    match f:
        case 1.5:
            return r + "x"
        case 2:
            return r + "two"
    return r


def words(line: str) -> str:
    match line.split():
        case ["go", where]:
            return where
        case ["take", *things]:
            return ",".join(things)
        case []:
            return "empty"
        case [one]:
            return one
    return "?"


tree = Add(Num(2), Neg(Add(Num(3), Num(-4))))
print(evaluate(tree), show(tree), evaluate(Neg(Num(0))), show(Neg(Num(2))))
for p in [Point(0, 0), Point(0, 3), Point(4, 0), Point(5, 5), Point(1, 2)]:
    print(where(p), maybe(p))
print(maybe(None))
print([name(c) for c in Color])
print([status(c) for c in (200, 404, 410, 503, -1, 7)])
print([command(t) for t in ("go", "stop", "halt", "ab")])
print(pair(0, "q"), pair(1, "x"), pair(2, "y"), pair(2, "x"))
print(flag(True, 1.5), flag(False, 2.0), flag(True, 0.0))
print([words(w) for w in ("go home", "take a b", "", "x", "a b c")])
c = Color.RED
match c:
    case Color.RED if len(tree.__class__.__name__) > 100:
        print("long")
    case Color.RED:
        print("short")

"""match on classes by keyword and by position."""

from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int


@dataclass
class Circle:
    center: Point
    radius: float


class Pair:
    __match_args__ = ("left", "right")

    def __init__(self, left, right):
        self.left, self.right = left, right


def describe(shape):
    match shape:
        case Point(0, 0):
            return "origin"
        case Point(x=0):
            return f"on y axis at {shape.y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point():
            return "point"
        case Circle(Point(x, y), radius=r):
            return f"circle at {x},{y} radius {r}"
        case Pair(int(a), str(b)):
            return f"int {a} str {b}"
        case Pair(Pair(a, _), b) | Pair(a, Pair(b, _)):
            return f"nested {a} {b}"
        case str(s) | bytes(s):
            return f"text {s}"
        case float() | bool():
            return "number"
        case object(real=r):
            return f"has real {r}"
        case _:
            return "?"


for s in (Point(0, 0), Point(0, 5), Point(3, 3), Point(1, 2), Circle(Point(1, 2), 3), Pair(1, "a"), Pair(Pair(1, 2), 3), Pair(4, Pair(5, 6)), Pair(None, None), "s", b"b", 1.5, True, 7, None):
    print(describe(s))
try:
    match Point(1, 2):
        case Point(1, 2, 3):
            print("never")
except TypeError as error:
    print(error)

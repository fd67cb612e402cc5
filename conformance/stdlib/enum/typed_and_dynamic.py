"""Enumerations beside ones that are looked into."""
from enum import Enum, IntEnum, auto


class Op(Enum):
    ADD = "+"
    MUL = "*"

    def apply(self, a: int, b: int) -> int:
        if self is Op.ADD:
            return a + b
        return a * b

    def __lt__(self, other: "Op") -> bool:
        return self.value < other.value


class Shape(Enum):
    SQUARE = auto()
    CIRCLE = auto()


class Http(IntEnum):
    OK = 200
    NOT_FOUND = 404

    @property
    def is_error(self) -> bool:
        return self >= 400


print(Op("+").apply(2, 3), Op["MUL"].apply(2, 3), sorted([Op.ADD, Op.MUL]), Op.MUL < Op.ADD)
print(Shape.SQUARE.name, Shape.CIRCLE.value, Shape(1), list(Shape), tuple(Shape))
print(Http.OK.is_error, Http.NOT_FOUND.is_error, Http(404), f"{Http.OK}", Http.OK.value)
try:
    Http(500)
except ValueError as e:
    print(e)
current = Shape.SQUARE
current = Shape.CIRCLE if current is Shape.SQUARE else Shape.SQUARE
print(current)
for i, s in enumerate(Shape, 1):
    print(i, s)
pairs = [(s, o) for s in Shape for o in Op]
print(pairs)
print(dict(zip(Shape, Op)))
print({s: s.value for s in Shape})
print(Shape.SQUARE)
print(Op.ADD, Op.ADD.value, Op)
print(Http.__members__)

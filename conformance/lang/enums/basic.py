"""Enum: members, lookup, iteration, aliases, methods."""

from enum import Enum, auto, unique


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    @property
    def hot(self):
        return self is Color.RED

    @classmethod
    def default(cls):
        return cls.GREEN

    def __str__(self):
        return self.name.title()


class Kind(Enum):
    A = auto()
    B = auto()
    C = "see"


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, Color(2), Color["BLUE"], Color.CRIMSON is Color.RED)
print(list(Color), len(Color), [c.hot for c in Color], Color.default(), Kind.B.value, Kind("see"), repr(Kind.A))
print(Color.RED == 1, Color.RED != Color.BLUE, Color.RED in Color, 2 in Color, {Color.RED: "x"}[Color.RED], isinstance(Color.RED, Color))
print(list(Color.__members__), f"{Kind.A} {Color.RED}", type(Kind.A).__name__, Color.RED.BLUE.name)
for bad in (lambda: Color(9), lambda: Color["PINK"], lambda: Color.PINK, lambda: Color.RED < Color.BLUE, lambda: setattr(Color, "RED", 5), lambda: setattr(Color.RED, "value", 5)):
    try:
        print(bad())
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        print(type(error).__name__, error)
try:
    @unique
    class U(Enum):
        X = 1
        Y = 1
except ValueError as error:
    print(error)
Animal = Enum("Animal", "CAT DOG")
print(list(Animal), Animal.DOG.value)
try:
    class More(Color):
        PINK = 4
except TypeError as error:
    print(error)

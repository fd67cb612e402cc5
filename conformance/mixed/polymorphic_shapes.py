"""Shapes with abstract base, mixin, sorting and a factory."""

import math
from abc import ABC, abstractmethod
from functools import total_ordering


@total_ordering
class Shape(ABC):
    registry: dict[str, type] = {}

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Shape.registry[cls.__name__.lower()] = cls

    @property
    @abstractmethod
    def area(self) -> float: ...

    def __eq__(self, other):
        return isinstance(other, Shape) and self.area == other.area

    def __lt__(self, other):
        return self.area < other.area

    def __repr__(self):
        args = ", ".join(f"{k}={v}" for k, v in vars(self).items())
        return f"{type(self).__name__}({args})"

    @classmethod
    def create(cls, name: str, **kwargs) -> "Shape":
        try:
            return cls.registry[name](**kwargs)
        except KeyError:
            raise ValueError(f"unknown shape {name!r}, known: {', '.join(sorted(cls.registry))}") from None


class Circle(Shape):
    def __init__(self, r):
        self.r = r

    @property
    def area(self):
        return math.pi * self.r**2


class Rect(Shape):
    def __init__(self, w, h):
        self.w, self.h = w, h

    @property
    def area(self):
        return self.w * self.h


class Square(Rect):
    def __init__(self, side):
        super().__init__(side, side)


shapes = [Shape.create("circle", r=1), Shape.create("rect", w=2, h=1), Shape.create("square", side=3)]
for shape in sorted(shapes, reverse=True):
    print(shape, f"{shape.area:.2f}")
print(max(shapes), Rect(2, 2) == Square(2), Rect(1, 2) <= Square(2), Circle(1) > Square(1))
for bad in (lambda: Shape.create("hexagon"), lambda: Shape.create("rect", w=1), lambda: Shape()):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

"""Mixins and several bases keep their types: the order of methods, super(), abstract methods."""

from abc import ABC, abstractmethod


class Named:
    prefix = "#"

    def label(self) -> str:
        return self.prefix + self.name()

    def name(self) -> str:
        return "anonymous"


class Counting:
    count = 0

    def bump(self) -> int:
        self.count += 1
        return self.count

    def describe(self) -> str:
        return f"counting {self.count}, " + super().describe()


class Base(ABC):
    def __init__(self, size: int) -> None:
        self.size = size

    def describe(self) -> str:
        return f"size {self.size}"

    @abstractmethod
    def area(self) -> int: ...


class Square(Counting, Base):
    def area(self) -> int:
        self.bump()
        return self.size**2


class Line(Counting, Base):
    def __init__(self, size: int, width: int) -> None:
        super().__init__(size)
        self.width = width

    def area(self) -> int:
        return self.size * self.width

    def describe(self) -> str:
        return "line: " + super().describe()


class Walks:
    def move(self) -> str:
        return "walks"


class Swims:
    def swim(self) -> str:
        return "swims"


class Duck(Walks, Swims):
    def __init__(self, name: str) -> None:
        self.title = name

    def both(self) -> str:
        return f"{self.title} {self.move()} and {self.swim()}"


class A:
    def who(self) -> str:
        return "A"


class B(A):
    def who(self) -> str:
        return "B" + super().who()


class C(A):
    def who(self) -> str:
        return "C" + super().who()


class D(B, C):
    def who(self) -> str:
        return "D" + super().who()


shapes: list[Base] = [Square(3), Line(2, 5)]
for s in shapes:
    print(s.describe(), s.area(), s.describe(), isinstance(s, Counting), isinstance(s, Square))
total = 0
for s in shapes:
    if isinstance(s, Counting):
        total += s.bump()
print(total, Duck("d").both(), D().who())
print(Named().label() if False else "-")
x = Line(1, 1)
x.count = 10
print(x.bump(), x.describe(), Square(1).count)
print(Square.__name__, Duck.__qualname__, Duck.__name__ + "x", f"{Line.__name__}")

from dataclasses import dataclass, field
from abc import ABC, abstractmethod


@dataclass(order=True)
class Job:
    """Something to do."""
    name: str
    cost: int = 1
    tags: list[str] = field(default_factory=list)

    def double(self) -> "Job":
        return Job(self.name * 2, self.cost * 2)

    @property
    def label(self) -> str:
        return f"{self.name}:{self.cost}"


@dataclass(frozen=True)
class Point:
    x: int
    y: int

    def __add__(self, other: "Point") -> "Point":
        return Point(self.x + other.x, self.y + other.y)


class Shape(ABC):
    sides = 0

    def __init__(self, name: str) -> None:
        self.name = name

    @abstractmethod
    def area(self) -> float:
        ...

    def describe(self) -> str:
        return f"{self.name} with area {self.area():.2f} and {self.sides} sides"

    def __repr__(self) -> str:
        return f"<{self.name}>"


class Circle(Shape):
    def __init__(self, r: float) -> None:
        super().__init__("circle")
        self.r = r

    def area(self) -> float:
        return 3.14 * self.r * self.r


class Square(Shape):
    sides = 4

    def __init__(self, a: float) -> None:
        super().__init__("square")
        self.a = a

    def area(self) -> float:
        return self.a ** 2

    def describe(self) -> str:
        return super().describe() + "!"


class Temp:
    count = 0

    def __init__(self, c: float) -> None:
        self._c = c

    @property
    def f(self) -> float:
        return self._c * 9 / 5 + 32

    @f.setter
    def f(self, v: float) -> None:
        self._c = (v - 32) * 5 / 9

    @staticmethod
    def zero() -> "Temp":
        return Temp(0.0)

    @classmethod
    def of(cls, c: float) -> "Temp":
        return cls(c)

    def bump(self):
        self.count += 1
        return self.count


class Stack:
    def __init__(self) -> None:
        self.items: list[int] = []

    def push(self, x: int) -> None:
        self.items.append(x)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self):
        for x in self.items:
            yield x

    def __contains__(self, x: int) -> bool:
        return x in self.items

    def __getitem__(self, i: int) -> int:
        return self.items[i]

    def __enter__(self) -> "Stack":
        print("in")
        return self

    def __exit__(self, *exc) -> None:
        print("out")


def main() -> None:
    j = Job("a")
    j.tags.append("x")
    print(j, j.double(), j == Job("a"), j.label)
    jobs = sorted([Job("b", 2), Job("a", 5), Job("a", 3)])
    print(jobs)
    print(Job("a") < Job("b"), Job("a") >= Job("b"), Job("a") <= Job("a"))
    p = Point(1, 2) + Point(3, 4)
    print(p, {p: 1}, hash(p) == hash(Point(4, 6)))
    shapes: list[Shape] = [Circle(1.0), Square(2.0)]
    for s in shapes:
        print(s.describe(), s)
    print(sum(s.area() for s in shapes))
    t = Temp(100.0)
    t.f = 50.0
    print(t.f, Temp.zero().f, Temp.of(5.0).f, t.bump(), t.bump(), Temp.count)
    st = Stack()
    st.push(3)
    st.push(4)
    print(len(st), [x for x in st], 3 in st, st[1], 9 in st)
    with st as q:
        print(q is st)
    sq = Square(3.0)
    print(sq.describe(), sq.name)


main()

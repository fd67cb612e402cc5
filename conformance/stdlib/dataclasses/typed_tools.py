"""asdict, astuple, replace of classes that keep their types."""

import dataclasses
import json
from dataclasses import asdict, astuple, dataclass, field, replace
from enum import Enum


class Kind(Enum):
    A = "a"
    B = "b"


@dataclass(frozen=True)
class Point:
    x: int
    y: int = 0

    def moved(self, dx: int) -> "Point":
        return replace(self, x=self.x + dx)


@dataclass
class Shape:
    name: str
    points: list[Point] = field(default_factory=list)
    extra: dict[str, Point] = field(default_factory=dict)
    kind: Kind = Kind.A


@dataclass
class Circle(Shape):
    radius: float = 1.0


@dataclass
class Counter:
    n: int = 0
    log: list[str] = field(default_factory=list)

    def bump(self) -> int:
        self.n += 1
        return self.n


p = Point(1, 2)
print(p.moved(3), replace(p, y=9), replace(p), replace(p, x=5, y=6))
s = Shape("tri", [p, Point(3)], {"o": Point(0, 0)})
d = asdict(s)
print(d, d["points"][0]["x"])
d["points"].append(1)
print(len(s.points), astuple(s), astuple(p))
c = Circle("c", [p], radius=2.5)
print(asdict(c), c)
print(json.dumps(asdict(p)), json.dumps([asdict(q) for q in s.points], indent=1))
print(dataclasses.asdict(p, dict_factory=lambda items: dict(reversed(items))))
print(dataclasses.is_dataclass(p), dataclasses.is_dataclass(3))
k = Counter()
k2 = replace(k, log=[str(k.bump())])
print(k, k2)
try:
    asdict(3)
except TypeError as e:
    print(e)

"""Named tuples as classes: fields, methods, defaults, unpacking, comparing, replacing."""

from typing import NamedTuple


class Point(NamedTuple):
    """A point in the plane."""

    x: float
    y: float = 0.0

    def norm(self) -> float:
        return (self.x**2 + self.y**2) ** 0.5

    @property
    def mirrored(self) -> "Point":
        return self._replace(x=-self.x)

    @classmethod
    def origin(cls) -> "Point":
        return cls(0.0, 0.0)


class Reading(NamedTuple):
    sensor: str
    value: float
    tags: list[str]


def mean(readings: list[Reading]) -> float:
    return sum(r.value for r in readings) / len(readings)


def main() -> None:
    p = Point(3.0, 4.0)
    print(p, repr(p), p.norm(), p.mirrored, Point.origin(), Point(1.5))
    x, y = p
    print(x, y, p[0], p[-1], len(p), p == Point(3.0, 4.0), p < Point(3.0, 5.0), p != (3.0, 4.0))
    print(4.0 in p, [c * 2 for c in p], max(p), sum(p), tuple(p), list(p))
    readings = [Reading("a", 1.5, ["hot"]), Reading("b", 2.5, []), Reading("a", 0.5, ["x"])]
    readings[1].tags.append("late")
    print(mean(readings), sorted(r.sensor for r in readings))
    for sensor, value, tags in readings:
        print(sensor, value, tags)
    best = max(readings, key=lambda r: r.value)
    print(best._replace(sensor="best"), best)
    seen = {Point(1.0, 2.0): "first", Point(1.0, 2.0): "second"}
    print(seen, Point(1.0, 2.0) in seen, len({p, Point(3.0, 4.0), Point(0.0)}))
    print(sorted([Point(2.0, 1.0), Point(1.0, 9.0), Point(1.0, 3.0)]))
    try:
        p.x = 5.0  # type: ignore[misc]
    except AttributeError as error:
        print("AttributeError", error)
    match p:
        case Point(x=3.0, y=other):
            print("matched", other)
    print(f"{p.x:.2f} {p}", isinstance(p, tuple), hash(p) == hash((3.0, 4.0)))


main()

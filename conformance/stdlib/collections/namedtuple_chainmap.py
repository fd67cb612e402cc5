"""collections.namedtuple and ChainMap; typing.NamedTuple."""

from collections import ChainMap, namedtuple
from typing import NamedTuple

Point = namedtuple("Point", ["x", "y"])
P3 = namedtuple("P3", "x y z", defaults=[0])
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), p._asdict(), p._replace(x=9), Point._fields, Point._make([3, 4]), P3(1, 2), len(p), [*p], P3._field_defaults)
x, y = p
print(x + y, sorted([Point(2, 1), Point(1, 5)]), {p: "k"}[(1, 2)], isinstance(p, tuple), Point.__name__, hash(p) == hash((1, 2)))
for bad in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: setattr(p, "x", 5), lambda: p._replace(q=1), lambda: p.q, lambda: namedtuple("Bad", "class"), lambda: namedtuple("Bad", "a a"), lambda: Point._make([1])):
    try:
        print(bad())
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)


class Employee(NamedTuple):
    """An employee."""

    name: str
    id: int = 3

    def label(self) -> str:
        return f"{self.name}#{self.id}"


e = Employee("Ann")
print(e, e.label(), e._replace(id=4).label(), Employee.__doc__, Employee._fields)
match e:
    case Employee(name, id=i):
        print(name, i)
c = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(c["a"], c["b"], sorted(c), len(c), c.get("z"), c.maps)
c["b"] = 99
child = c.new_child({"n": 0})
print(c.maps, child["n"], child["b"], child.parents == c, c)

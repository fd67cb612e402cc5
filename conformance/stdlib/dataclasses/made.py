"""Dataclasses that are made by a call."""
from dataclasses import dataclass, field, fields, make_dataclass

P = make_dataclass("P", [("x", int), ("y", int, field(default=7))], namespace={"sum": lambda self: self.x + self.y})
print(P(1), P(1).sum(), P(1, 2) == P(1, 2), [f.name for f in fields(P)])
Q = make_dataclass("Q", [("a", int, 0), ("b", str, "z")], bases=(P,), frozen=False, order=True)
print(Q(1, 2, 3), Q(1, 2, 3) < Q(1, 2, 4), Q.__name__)
R = make_dataclass("R", "one two".split())
print(R(1, 2), R(one=3, two=4))

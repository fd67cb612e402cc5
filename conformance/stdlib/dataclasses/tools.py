"""dataclasses: fields, metadata, make_dataclass, replace, asdict with factories."""

from dataclasses import MISSING, asdict, astuple, dataclass, field, fields, make_dataclass, replace


@dataclass
class Config:
    name: str = field(metadata={"help": "the name"})
    level: int = 1
    options: dict = field(default_factory=dict)


for f in fields(Config):
    print(f.name, f.default is MISSING, f.default_factory is MISSING, dict(f.metadata))
c = Config("x", options={"a": [1]})
d = asdict(c)
d["options"]["a"].append(2)
print(c, d, astuple(c), asdict(c, dict_factory=lambda pairs: [k for k, _ in pairs]))
r = replace(c, level=5)
print(r, r.options is c.options, c == replace(c))
P = make_dataclass("P", [("x", int), ("y", int, field(default=2)), "z"], namespace={"sum": lambda self: self.x + self.y}) if False else make_dataclass("P", [("x", int), ("y", int, 2)], namespace={"sum": lambda self: self.x + self.y})
print(P(1), P(1).sum(), P.__name__)
try:
    replace(c, nope=1)
except TypeError as error:
    print(error)
try:
    fields(5)
except TypeError as error:
    print(error)
try:
    @dataclass
    class Wrong:
        a: int = 1
        b: int
except TypeError as error:
    print(error)

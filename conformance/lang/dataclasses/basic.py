"""Dataclasses: fields, defaults, repr, equality, post-init."""

from dataclasses import dataclass, field, fields, asdict, astuple, replace, is_dataclass


@dataclass
class Item:
    name: str
    price: float = 1.0
    tags: list[str] = field(default_factory=list)
    secret: int = field(default=7, repr=False, compare=False)
    total: float = field(init=False)

    def __post_init__(self):
        self.total = self.price * 2


a = Item("a")
b = Item("a", secret=99)
c = Item("c", 2.5, ["x"])
print(a, c, a == b, a == c, a != c, a.tags is b.tags)
a.tags.append("t")
print(a, b.tags, asdict(c), astuple(c))
print([f.name for f in fields(Item)], replace(c, name="d"), is_dataclass(Item), is_dataclass(5))
for bad in (lambda: Item(), lambda: Item("a", nope=1), lambda: Item("a", 1, [], 2, 3)):
    try:
        bad()
    except TypeError as error:
        print(error)
try:
    hash(a)
except TypeError as error:
    print(error)
print(a == ("a", 1.0), Item.__match_args__, Item.price, hasattr(Item, "tags"))


@dataclass
class Outer:
    inner: Item
    more: dict[str, Item]


print(asdict(Outer(c, {"k": c}))["more"]["k"]["price"])
try:
    @dataclass
    class Bad:
        items: list = []
except ValueError as error:
    print(error)

"""Enumerations whose types are known: members, methods, lookups, as data, and as values."""
import enum
import json
from enum import Enum, IntEnum, StrEnum, auto, unique
from dataclasses import dataclass, field


@unique
class Color(Enum):
    RED = 1
    GREEN = 2
    DARK_BLUE = -3

    @property
    def pretty(self) -> str:
        return self.name.replace("_", " ").lower()

    @classmethod
    def parse(cls, text: str) -> "Color":
        for c in cls:
            if c.pretty == text:
                return c
        raise ValueError(f"no color {text!r}")

    @staticmethod
    def default() -> "Color":
        return Color.RED

    def next(self) -> "Color":
        members = list(Color)
        return members[(members.index(self) + 1) % len(members)]

    def __str__(self) -> str:
        return f"<{self.pretty}>"


class Level(IntEnum):
    LOW = 10
    MID = auto()
    HIGH = auto()


class Kind(StrEnum):
    NODE = auto()
    LEAF = "leaf!"


class Mixed(enum.Enum):
    A = "a"
    B = 2


@dataclass
class Item:
    name: str
    color: Color = Color.GREEN
    level: Level = Level.LOW
    tags: list[Kind] = field(default_factory=list)


def describe(c: Color, level: Level = Level.MID) -> str:
    if c is Color.RED:
        return f"red at {level}"
    elif c in (Color.GREEN, Color.DARK_BLUE):
        return f"{c!s:>12}|{c!r}|{level:03d}|{level!r}"
    return "never"


def main() -> None:
    for c in Color:
        print(c, repr(c), c.name, c.value, c.next(), describe(c))
    print(Color.parse("dark blue"), Color.default(), Color(2), Color["RED"])
    for bad in (lambda: Color(7), lambda: Color["PINK"], lambda: Color.parse("x")):
        try:
            print(bad())
        except (ValueError, KeyError) as e:
            print(type(e).__name__, e)
    print(Level.LOW < Level.HIGH, Level.MID + 1, Level.MID == 11, max(Level), sorted([Level.HIGH, Level.LOW]))
    print([x.name for x in Level], len(Level), sum(Level))
    print(Kind.NODE + "s", Kind.LEAF.upper(), Kind("leaf!"), Kind.NODE == "node", f"{Kind.LEAF:>8}")
    print([m.value for m in Mixed], Mixed.A.value, Mixed(2))
    counts: dict[Color, int] = {}
    for c in [Color.RED, Color.GREEN, Color.RED]:
        counts[c] = counts.get(c, 0) + 1
    print(counts, {c.name: n for c, n in counts.items()})
    item = Item("x", tags=[Kind.NODE])
    print(item, item == Item("x", Color.GREEN, Level.LOW, [Kind.NODE]))
    item.color = Color.RED
    print(item.color.pretty, item.level >= Level.LOW, item.level * 2)
    print(json.dumps({"level": Level.HIGH, "kind": Kind.LEAF, "v": Color.RED.value}))
    table = {Color.RED: "r", Color.GREEN: "g"}
    print(table[item.color], table.get(Color.DARK_BLUE, "?"))
    things: list[object] = [Color.RED, Level.LOW, Kind.NODE, 3, "x"]
    for t in things:
        print(t, isinstance(t, Color), isinstance(t, int), isinstance(t, Enum), isinstance(t, str))
    print(Color.RED == 1, Color.RED != Color.GREEN, Level.LOW == 10, bool(Level.LOW), bool(Color.RED))
    print(hash(Level.LOW) == hash(10), Color.RED.value + 1, int(Level.HIGH), str(Level.HIGH), [1, 2, 3][Level.LOW - 10])
    opt: Color | None = None
    print(opt is None, opt == Color.RED)
    opt = Color.RED
    if opt is not None and opt is Color.RED:
        print("set", opt)
    print({Color.RED, Color.RED, Color.GREEN} == {Color.GREEN, Color.RED}, Color.RED in {Color.RED})
    print(type(Color.RED).__name__, Level.HIGH.name.lower(), "%s %d" % (Color.RED, Level.LOW))


main()

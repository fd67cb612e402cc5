"""frozen, order, slots, kw_only, eq, unsafe_hash, inheritance, InitVar, ClassVar."""

from dataclasses import dataclass, field, InitVar, FrozenInstanceError, KW_ONLY
from typing import ClassVar


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
    label: str = field(default="", compare=False)


v = Version(1, 2, "x")
print(v < Version(1, 3), v == Version(1, 2, "y"), sorted([Version(2), v, Version(1)]), hash(v) == hash(Version(1, 2)))
print({v: "ok"}[Version(1, 2)])
try:
    v.major = 5
except FrozenInstanceError as error:
    print(error)
try:
    v < 5
except TypeError as error:
    print(error)


@dataclass
class Base:
    count: ClassVar[int] = 0
    x: int
    _: KW_ONLY
    scale: InitVar[int] = 1
    name: str = "n"

    def __post_init__(self, scale):
        Base.count += 1
        self.x *= scale


@dataclass
class Derived(Base):
    y: int = 5


d = Derived(2, 3, scale=10, name="d")
print(d, Base.count, Base(1), Base.count)


@dataclass(slots=True)
class Slotted:
    a: int
    b: int = 2


@dataclass(eq=False, repr=False)
class Plain:
    a: int


@dataclass(kw_only=True)
class Kw:
    a: int
    b: int


s = Slotted(1)
try:
    s.c = 1
except AttributeError as error:
    print(error)
print(s, Plain(1) == Plain(1), Kw(b=1, a=2))
try:
    Kw(1, 2)
except TypeError as error:
    print(error)

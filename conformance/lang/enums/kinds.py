"""IntEnum, StrEnum, Flag, IntFlag and enums with data."""

from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto


class Level(IntEnum):
    LOW = 1
    HIGH = 10


class Mode(StrEnum):
    READ = auto()
    WRITE = "w"


class Perm(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W


class Bits(IntFlag):
    A = 1
    B = 2


class Planet(Enum):
    EARTH = (5.976e24, 6.37814e6)
    MARS = (6.421e23, 3.3972e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return 6.67300e-11 * self.mass / self.radius**2


print(Level.LOW < Level.HIGH, Level.HIGH + 1, Level.LOW, repr(Level.LOW), sorted([Level.HIGH, Level.LOW]), f"{Level.HIGH:03d}", Level(10) == 10)
print(Mode.READ, repr(Mode.WRITE), Mode.READ == "read", Mode.READ.upper(), "w" == Mode.WRITE, f"{Mode.READ}!")
print(Perm.R | Perm.X, Perm.RW, Perm.R in Perm.RW, Perm.X in Perm.RW, ~Perm.R, Perm.RW & Perm.W, Perm(0), bool(Perm(0)), list(Perm.RW), Perm.R.value, Perm(7))
print(Bits.A | Bits.B, Bits.A | 8, Bits.B + 1, repr(Bits(3)), Bits.A == 1)
print(f"{Planet.EARTH.gravity:.3f}", Planet.MARS.value[0], [p.name for p in Planet if p.gravity > 5])

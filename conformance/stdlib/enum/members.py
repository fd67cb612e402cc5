"""enum: iteration, aliases, auto with own values, methods, missing values."""

from enum import Enum, IntEnum, auto, member, nonmember


class Weekday(Enum):
    MON = "m"
    TUE = "t"
    SUN = "s"

    @property
    def weekend(self):
        return self is Weekday.SUN

    @classmethod
    def _missing_(cls, value):
        for m in cls:
            if m.name.lower() == str(value).lower():
                return m
        return None

    def next(self):
        days = list(Weekday)
        return days[(days.index(self) + 1) % len(days)]


print(Weekday("MON"), Weekday("s").weekend, Weekday.SUN.next(), [d.value for d in Weekday])
try:
    Weekday("xyz")
except ValueError as error:
    print(error)


class Named(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return f"{name.lower()}-{count}"

    A = auto()
    B = auto()


class Op(Enum):
    ADD = "+", lambda a, b: a + b
    MUL = "*", lambda a, b: a * b

    def __init__(self, symbol, function):
        self.symbol = symbol
        self.function = function

    def __call__(self, a, b):
        return self.function(a, b)


class Http(IntEnum):
    OK = 200
    NOT_FOUND = 404

    @property
    def ok(self):
        return self < 400


print([n.value for n in Named], Op.ADD(2, 3), Op.MUL.symbol, [o.name for o in Op if o(2, 2) == 4])
print(Http(404).name, Http.OK.ok, Http.NOT_FOUND.ok, Http.OK == 200, max(Http), {Http.OK: 1}[200], f"{Http.OK}", str(Http.OK))
print(Weekday.MON in {Weekday.MON}, sorted(Weekday, key=lambda d: d.name, reverse=True)[0], Weekday.__members__["TUE"], hash(Weekday.MON) == hash(Weekday("m")))

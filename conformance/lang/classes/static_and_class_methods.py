"""staticmethod, classmethod, alternative constructors."""


class Date:
    count = 0

    def __init__(self, y, m, d):
        self.y, self.m, self.d = y, m, d
        type(self).count += 1

    @classmethod
    def parse(cls, text):
        return cls(*map(int, text.split("-")))

    @staticmethod
    def leap(year):
        return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

    def __repr__(self):
        return f"{type(self).__name__}({self.y}, {self.m}, {self.d})"


class Holiday(Date):
    count = 100


d = Date.parse("2024-02-29")
h = Holiday.parse("2025-12-25")
print(d, h, Date.count, Holiday.count, h.parse("2000-01-01"))
print(Date.leap(1900), d.leap(2000), Holiday.leap(2024))
f = Date.parse
print(f("1999-09-09"), f.__self__.__name__, Holiday.parse.__self__.__name__)


class Registry:
    items = {}

    @classmethod
    def register(cls, name):
        def add(f):
            cls.items[name] = f
            return f
        return add

    @classmethod
    def call(cls, name, *args):
        return cls.items[name](*args)


@Registry.register("double")
def double(x):
    return 2 * x


print(Registry.call("double", 21), list(Registry.items))

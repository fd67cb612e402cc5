"""Properties: getter, setter, deleter, inheritance, read-only."""


class Celsius:
    def __init__(self, degrees=0.0):
        self.degrees = degrees

    @property
    def degrees(self):
        """Temperature in degrees."""
        return self._degrees

    @degrees.setter
    def degrees(self, value):
        if value < -273.15:
            raise ValueError(f"{value} is too cold")
        self._degrees = value

    @degrees.deleter
    def degrees(self):
        print("reset")
        self._degrees = 0.0

    @property
    def fahrenheit(self):
        return self.degrees * 9 / 5 + 32


class Oven(Celsius):
    @property
    def degrees(self):
        return super().degrees + 1000

    @degrees.setter
    def degrees(self, value):
        print("oven set", value)
        Celsius.degrees.fset(self, value)


t = Celsius(25)
t.degrees += 10
print(t.degrees, t.fahrenheit)
del t.degrees
print(t.degrees, Celsius.degrees.__doc__)
try:
    t.degrees = -300
except ValueError as error:
    print(error)
try:
    t.fahrenheit = 1
except AttributeError as error:
    print(error)
oven = Oven(5)
print(oven.degrees, oven._degrees, oven.fahrenheit)


class Lazy:
    def size(self):
        return 7

    size = property(size)
    twice = property(lambda self: self.size * 2)


print(Lazy().size, Lazy().twice)

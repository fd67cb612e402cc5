from ..helpers import log

print("loading", __name__, log)
PI = 3.14159


class Circle:
    def __init__(self, r):
        self.r = r

    def area(self):
        return PI * self.r**2


class Ellipse:
    pass

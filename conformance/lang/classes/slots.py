"""__slots__ forbids other attributes."""


class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y=0):
        self.x = x
        self.y = y


class Named(Point):
    __slots__ = ("name",)


class Open(Point):
    pass


p = Point(1)
p.y += 5
print(p.x, p.y, hasattr(p, "__dict__"))
for action in (lambda: setattr(p, "z", 1), lambda: p.z):
    try:
        action()
    except AttributeError as error:
        print(error)
del p.x
try:
    p.x
except AttributeError as error:
    print(error)
n = Named(1, 2)
try:
    n.name
except AttributeError as error:
    print(error)
n.name = "n"
o = Open(3)
o.anything = 4
print(n.name, o.__dict__, Point.__slots__)

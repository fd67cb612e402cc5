"""__len__, __getitem__, __setitem__, __delitem__, __iter__, __contains__, __reversed__."""


class Grid:
    def __init__(self, w, h):
        self.w, self.h = w, h
        self.cells = {}

    def __len__(self):
        return self.w * self.h

    def __getitem__(self, key):
        print("get", key)
        if isinstance(key, slice):
            return "slice"
        return self.cells.get(key, ".")

    def __setitem__(self, key, value):
        self.cells[key] = value

    def __delitem__(self, key):
        del self.cells[key]

    def __contains__(self, value):
        return value in self.cells.values()

    def __iter__(self):
        return iter(sorted(self.cells))

    def __reversed__(self):
        return iter(sorted(self.cells, reverse=True))


g = Grid(2, 3)
g[0, 1] = "x"
g[1, 1] = "y"
print(len(g), g[0, 1], g[9, 9], g[1:2], g[..., 0], "x" in g, "z" in g)
del g[0, 1]
print(list(g), list(reversed(g)), bool(g), bool(Grid(0, 5)))


class Seq:
    def __getitem__(self, i):
        if i >= 4:
            raise IndexError(i)
        return i * i


print(list(Seq()), 9 in Seq(), 5 in Seq(), max(Seq()), [*Seq()], dict(zip("ab", Seq())))
a, b, *c = Seq()
print(a, b, c)
try:
    len(Seq())
except TypeError as error:
    print(error)
try:
    Seq()["a"]
except TypeError as error:
    print(error)
for bad in (lambda: Grid(1, 1).nope, lambda: iter(Grid), lambda: len("ab")[0], lambda: {}[[]], lambda: Seq().__len__()):
    try:
        bad()
    except (TypeError, AttributeError) as error:
        print(error)

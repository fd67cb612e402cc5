"""Bound and unbound methods; methods as values; functions stored on instances."""


class Counter:
    def __init__(self):
        self.n = 0

    def hit(self, by=1):
        self.n += by
        return self


c = Counter()
hit = c.hit
hit()
hit(5)
print(c.n, c.hit().hit().n, Counter.hit(c, 10).n)
print(c.hit == c.hit, c.hit.__self__ is c, hit.__name__)
c.extra = lambda x: ("no self", x)
print(c.extra(3))
Counter.reset = lambda self: setattr(self, "n", 0) or self.n
print(c.reset(), c.n)
c.hit = lambda: "replaced"
print(c.hit(), Counter().hit().n)
calls = [Counter().hit for _ in range(3)]
print([call(i).n for i, call in enumerate(calls)])
print(sorted(["b", "A"], key=str.lower), list(map(str.strip, [" a "])), "x".join(map(str, [1, 2])))
try:
    Counter.hit()
except TypeError as error:
    print(error)
append = [].append
append(1)
print(append.__self__)

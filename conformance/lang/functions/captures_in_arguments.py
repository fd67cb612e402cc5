"""Nested functions that capture, as arguments of library functions; fields that may be None."""
import itertools, functools


class Acc:
    def __init__(self, k):
        self.k = k
        self.best = None
        self.label = None

    def push(self, x):
        self.best = x if self.best is None else max(self.best, x)
        self.label = str(x) if self.label is None or self.best > 3 else self.label + "!"
        return self.best

    def pick(self, xs, lo, hi=None, *more):
        def ok(x):
            return x > lo and x % self.k == 0 and (hi is None or x < hi) and x not in more

        def key(x):
            return (-x % self.k, lo - x)
        return list(filter(ok, xs)), sorted(xs, key=key), list(map(ok, xs)), max(xs, key=key), list(itertools.takewhile(ok, xs)), functools.reduce(lambda a, b: a + b * lo, xs, 0)


a = Acc(2)
print([a.push(v) for v in (2, 1.5, 7, 3)], a.best, a.label)
print(a.pick([4, 6, 7, 8, 10], 3, 9, 6))


def make(n, names):
    total = 0

    def add(x):
        nonlocal total
        total += x
        return total * n

    def gen(x):
        for i in range(n):
            yield f"{x}{i}{names[0]}"
    return list(map(add, [1, 2, 3])), list(itertools.chain.from_iterable(map(gen, names))), total


print(make(2, ["a", "b"]))


def table(rows, *, width=4, **opts):
    def cell(x):
        return f"{x:>{width}}" if opts.get("right", True) else f"{x:<{width}}|"
    return ["".join(map(cell, r)) for r in rows]


print(table([[1, 2], [3, 4]]), table([["a"]], width=3, right=False))


def opt(x: float | None, y: int | None = None):
    if x is None or y is not None and y > x:
        return y
    return x


print(opt(None, 3), opt(2.5, 3), opt(2.5), opt(4, 3))


class Range:
    lo: float | None
    hi: float | None

    def __init__(self):
        self.lo = self.hi = None

    def add(self, v):
        if self.lo is None or v < self.lo:
            self.lo = v
        if self.hi is None or v > self.hi:
            self.hi = v
        return self

    @property
    def span(self):
        return None if self.lo is None else self.hi - self.lo


r = Range().add(1).add(2.5).add(-3)
print(r.lo, r.hi, r.span, Range().span)

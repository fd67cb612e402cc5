"""Functional style: compose, curry, Maybe, lazy pipelines."""

from functools import reduce
from operator import add, mul


class Pipe:
    def __init__(self, source):
        self.source = source

    def __or__(self, step):
        return Pipe(step(self.source))

    def __iter__(self):
        return iter(self.source)


def mapping(f):
    return lambda xs: (f(x) for x in xs)


def where(test):
    return lambda xs: (x for x in xs if test(x))


def take(n):
    def step(xs):
        for i, x in enumerate(xs):
            if i == n:
                return
            yield x
    return step


class Maybe:
    def __init__(self, value):
        self.value = value

    def then(self, f):
        if self.value is None:
            return self
        try:
            return Maybe(f(self.value))
        except (ValueError, ZeroDivisionError, KeyError):
            return Maybe(None)

    def otherwise(self, default):
        return default if self.value is None else self.value


def naturals():
    n = 0
    while True:
        yield n
        n += 1


print(list(Pipe(naturals()) | where(lambda n: n % 3 == 0) | mapping(lambda n: n * n) | take(5)))
for text in ("8", "0", "x"):
    print(text, Maybe(text).then(int).then(lambda n: 100 // n).otherwise("nothing"))
compose = lambda *fs: reduce(lambda f, g: lambda x: f(g(x)), fs, lambda x: x)
print(compose(str, lambda x: x + 1, abs)(-41), reduce(mul, range(1, 11)), reduce(add, [[1], [2, 3]], []))
partition = lambda test, xs: reduce(lambda acc, x: (acc[0] + [x], acc[1]) if test(x) else (acc[0], acc[1] + [x]), xs, ([], []))
print(partition(lambda n: n > 2, [1, 5, 2, 4]))


def quicksort(xs):
    match xs:
        case []:
            return []
        case [pivot, *rest]:
            return quicksort([x for x in rest if x < pivot]) + [pivot] + quicksort([x for x in rest if x >= pivot])


print(quicksort([3, 6, 1, 8, 2, 9, 2]), quicksort(list("quicksort")))
church = [lambda f: lambda x: x]
for _ in range(3):
    church.append((lambda n: lambda f: lambda x: f(n(f)(x)))(church[-1]))
print([n(lambda k: k + 1)(0) for n in church])

"""The iterator protocol: __iter__, __next__, StopIteration, iter with a sentinel."""


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1


class Fresh:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return Countdown(self.n)


c = Countdown(3)
print(list(c), list(c))
f = Fresh(3)
print(list(f), list(f), sum(f), tuple(zip(f, f)), max(f), sorted(f), 2 in f)
it = iter(f)
print(next(it), next(it), next(it), next(it, "end"), next(it, None))
try:
    next(it)
except StopIteration as stop:
    print("stop", stop.value, stop.args)
values = iter([5, 3, 0, 9])
print(list(iter(lambda: next(values), 0)), next(values))
i = iter([1, 2, 3, 4, 5, 6])
print([(a, next(i)) for a in i], iter(i) is i)
for bad in (lambda: iter(5), lambda: next([1]), lambda: list(None), lambda: [*object()] if 0 else iter(object)):
    try:
        bad()
    except TypeError as error:
        print(error)
a, *b = Fresh(3)
print(a, b)


class NotIterator:
    def __iter__(self):
        return 5


try:
    for x in NotIterator():
        pass
except TypeError as error:
    print(error)

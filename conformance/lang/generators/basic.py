"""Generators: laziness, state, return values, exhaustion."""


def count(n):
    print("start")
    for i in range(n):
        print("about to yield", i)
        yield i
    print("finished")
    return "result"


g = count(2)
print("made", type(g).__name__)
print(next(g))
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print("value", stop.value)
print(next(g, "exhausted"), list(g))


def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def take(n, iterable):
    for _, item in zip(range(n), iterable):
        yield item


print(list(take(15, fibonacci())))


def evens(source):
    for x in source:
        if x % 2 == 0:
            yield x


print(list(take(5, evens(fibonacci()))), sum(take(10, fibonacci())))


def empty():
    return
    yield


print(list(empty()), [x for x in empty()])
gen = (x * x for x in range(5))
print(next(gen), 4 in gen, list(gen))
for a, b in zip(fibonacci(), "abc"):
    print(a, b, end="; ")
print()


def pairs():
    x = yield 1, 2
    y = yield
    print(x, y)


print(list(pairs()))

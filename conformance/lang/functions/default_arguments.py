"""Defaults are evaluated once, when the function is defined."""


def append(value, target=[]):
    target.append(value)
    return target


print(append(1), append(2), append(3, []), append(4))
print(append.__defaults__)


def noisy(name):
    print("evaluating", name)
    return name


print("before")


def f(a=noisy("a"), *, b=noisy("b")):
    return a, b


print("after", f(), f(1), f(b=2))
n = 5


def g(x=n):
    return x


n = 10
print(g(), f.__kwdefaults__)


def memo(n, cache={0: 0, 1: 1}):
    if n not in cache:
        cache[n] = memo(n - 1) + memo(n - 2)
    return cache[n]


print(memo(80), len(memo.__defaults__[0]))
functions = [lambda i=i: i * i for i in range(4)]
print([h() for h in functions])


def none_default(items=None):
    items = [] if items is None else items
    items.append("x")
    return items


print(none_default(), none_default(), none_default(["y"]))

"""functools: lru_cache, cache, cached_property."""

import functools


@functools.lru_cache(maxsize=2)
def square(x):
    print("computing", x)
    return x * x


print([square(n) for n in (1, 2, 1, 3, 2)])
print(square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__wrapped__(4))


@functools.cache
def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(100), fib.cache_info().hits, fib.cache_info().currsize)


@functools.lru_cache
def kw(a, b=1):
    return (a, b)


kw(1)
kw(1, 1)
kw(a=1)
kw(1.0)
print(kw.cache_info(), kw.cache_parameters())


@functools.lru_cache(maxsize=None, typed=True)
def typed(x):
    return type(x).__name__


print(typed(1), typed(1.0), typed(True), typed.cache_info().misses)
try:
    square([])
except TypeError as error:
    print(error)


class Circle:
    def __init__(self, r):
        self.r = r

    @functools.cached_property
    def area(self):
        print("area computed")
        return 3 * self.r**2


c = Circle(2)
print(c.area, c.area, "area" in vars(c))
c.r = 10
print(c.area)
del c.area
print(c.area)

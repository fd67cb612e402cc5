"""Decorators: plain, with arguments, stacked, on classes, as objects."""

import functools


def trace(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print(f"call {function.__name__}{args}{kwargs or ''}")
        result = function(*args, **kwargs)
        print(f"  -> {result!r}")
        return result

    return wrapper


def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]
        return wrapper
    return decorate


class CountCalls:
    def __init__(self, function):
        self.function = function
        self.calls = 0

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@trace
def add(a, b=1):
    """Add two numbers."""
    return a + b


@repeat(2)
@trace
def hello(name):
    return f"hello {name}"


@CountCalls
def square(x):
    return x * x


def register(registry):
    def add_class(cls):
        registry[cls.__name__.lower()] = cls
        return cls
    return add_class


registry = {}


@register(registry)
class Plugin:
    pass


add(1)
add(2, b=3)
print(add.__name__, add.__doc__, hello("x"))
print([square(n) for n in range(3)], square.calls)
print(registry["plugin"] is Plugin, isinstance(registry["plugin"](), Plugin))


@lambda f: f() * 2
def value():
    return 21


print(value)

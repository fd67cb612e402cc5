"""functools: partial, reduce, wraps, singledispatch, total_ordering, partialmethod."""

import functools
import operator

add3 = functools.partial(lambda *a, **k: (a, k), 1, 2, z=3)
print(add3(), add3(9, z=0, y=1), add3.args, add3.keywords, callable(add3.func))
print(functools.reduce(operator.add, [1, 2, 3]), functools.reduce(operator.mul, [], 7), functools.reduce(max, [3, 9, 2]), functools.reduce(lambda a, c: a * 10 + int(c), "123", 0))
try:
    functools.reduce(operator.add, [])
except TypeError as error:
    print(error)


def deco(f):
    @functools.wraps(f)
    def wrapper(*args):
        """Wrapper doc."""
        return f(*args) + 1
    return wrapper


@deco
def original(x: int) -> int:
    """Original doc."""
    return x


print(original(1), original.__name__, original.__doc__, original.__wrapped__(1))


@functools.singledispatch
def show(x):
    return f"object {x}"


@show.register
def _(x: int):
    return f"int {x}"


@show.register(list)
def _(x):
    return f"list of {len(x)}: " + ", ".join(map(show, x))


@show.register(str)
@show.register(bytes)
def show_text(x):
    return f"text {x!r}"


print(show(5), show(True), show([1, "a", 2.5]), show(None), show(b"b"), show.dispatch(int)(3))


class Cell:
    def __init__(self):
        self.alive = False

    def set_state(self, state):
        self.alive = state
        return self

    revive = functools.partialmethod(set_state, True)

    @functools.singledispatchmethod
    def describe(self, arg):
        return "anything"

    @describe.register
    def _(self, arg: int):
        return "an int"


c = Cell()
print(c.revive().alive, c.describe(1), c.describe("a"))

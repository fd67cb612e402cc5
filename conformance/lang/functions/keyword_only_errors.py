"""Messages for wrong arguments of functions, methods and classes."""


def two(a, b): ...
def opt(a, b=1): ...
def kw(a, *, k, m): ...


class Point:
    def __init__(self, x, y): ...

    def move(self, dx): ...

    @classmethod
    def make(cls, z): ...


class Empty: ...


for call in (
    lambda: two(),
    lambda: two(1),
    lambda: two(1, 2, 3),
    lambda: two(1, c=3),
    lambda: opt(),
    lambda: opt(1, 2, 3),
    lambda: kw(1),
    lambda: kw(1, k=1),
    lambda: kw(1, 2, k=1, m=2),
    lambda: Point(1),
    lambda: Point(1, 2).move(),
    lambda: Point(1, 2).move(1, 2),
    lambda: Point.make(),
    lambda: Empty(1),
    lambda: len(),
    lambda: len(1, 2),
    lambda: [].append(),
    lambda: int("1", 2, 3),
    lambda: two(1, 2, a=1),
    lambda: two(**{"a": 1, "b": 2, "zz": 3}),
):
    try:
        call()
        print("fine")
    except TypeError as error:
        print(error)

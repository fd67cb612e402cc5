"""Annotations do nothing at run time; values may contradict them."""

x: int = "not an int"
y: list[undefined_thing] if False else int


def f(a: int, b: "Missing" = 5) -> str:
    c: float = a
    d: Unknown
    return c


class C:
    attr: int
    other: str = 7


print(x, f("text"), f([1]), C.other, hasattr(C, "attr"))
print(sorted(C.__annotations__), "y" in globals(), f.__annotations__["b"])
n: float = 3
print(n, n // 2, type(n).__name__)
total: int = 0
for value in [1, 2.5, True]:
    total += value
print(total)


def halve(n: int) -> int:
    return n / 2


print(halve(3), halve(4), halve(2.0))
names: list[str] = []
names.append(5)
names.append("a")
print(names)
type Pair = tuple[int, int]


def swap[T](a: T, b: T) -> tuple[T, T]:
    return b, a


class Box[T]:
    def __init__(self, item: T) -> None:
        self.item = item


print(swap(1, "x"), Box[int](5).item, Pair.__name__)

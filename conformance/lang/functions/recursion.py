"""Recursive and mutually recursive functions."""

import sys


def factorial(n: int) -> int:
    return 1 if n <= 1 else n * factorial(n - 1)


def is_even(n: int) -> bool:
    return n == 0 or is_odd(n - 1)


def is_odd(n: int) -> bool:
    return n != 0 and is_even(n - 1)


def hanoi(n: int, a: str, b: str, c: str, moves: list[str]) -> None:
    if n:
        hanoi(n - 1, a, c, b, moves)
        moves.append(a + c)
        hanoi(n - 1, b, a, c, moves)


def flatten(item):
    if isinstance(item, list):
        return [x for part in item for x in flatten(part)]
    return [item]


def ackermann(m: int, n: int) -> int:
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))


def permutations(items: list) -> list[list]:
    if not items:
        return [[]]
    return [[x, *p] for i, x in enumerate(items) for p in permutations(items[:i] + items[i + 1:])]


print(factorial(25), is_even(50), is_odd(7), ackermann(2, 3))
moves: list[str] = []
hanoi(3, "a", "b", "c", moves)
print(moves, flatten([1, [2, [3, []], 4], [[5]]]))
print(["".join(p) for p in permutations(list("abc"))])


def forever(n):
    return forever(n + 1)


try:
    forever(0)
except RecursionError as error:
    print(type(error).__name__, "maximum recursion depth exceeded" in str(error))
print(sys.getrecursionlimit())

"""Texts of the exceptions that everyday mistakes raise."""


class Thing:
    pass


thing = Thing()
mistakes = [
    lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 5.0 % 0, lambda: divmod(1, 0), lambda: 0**-1,
    lambda: [][0], lambda: ()[1], lambda: ""[0], lambda: [].pop(), lambda: {}.popitem(), lambda: set().pop(), lambda: [1].pop(5),
    lambda: {}["x"], lambda: {1: 2}[(1, 2)], lambda: [1].remove(2), lambda: [1].index(2), lambda: "abc".index("z"), lambda: (1,).index(3), lambda: {1}.remove(2),
    lambda: "a" + 1, lambda: 1 + "a", lambda: [1] + (2,), lambda: "a" * "b", lambda: None + 1, lambda: {} + {}, lambda: "a" - "b", lambda: -"a", lambda: [1] * 1.5,
    lambda: int("12x"), lambda: int(""), lambda: int(None), lambda: int([]), lambda: float("abc"), lambda: int("9", 8), lambda: int("z", 99),
    lambda: len(5), lambda: len(None), lambda: thing(), lambda: thing[0], lambda: thing.x, lambda: None.x, lambda: "a".foo, lambda: (5).real.zzz,
    lambda: sum(["a"]), lambda: max([]), lambda: min(()), lambda: max(1), lambda: sorted([1, "a"]), lambda: ord("ab"), lambda: chr(-1), lambda: chr(2**21),
    lambda: {[]: 1}, lambda: hash([]), lambda: range(1.5), lambda: range(1, 2, 0), lambda: "a" in 5, lambda: iter(5), lambda: next(iter([])),
    lambda: isinstance(1, "int"), lambda: abs("x"), lambda: round("x"), lambda: pow("a", 2), lambda: undefined_name, lambda: list("abc")["a"], lambda: str(123)["a"], lambda: {}.missing,
    lambda: bytes([256]), lambda: b"a" + "a", lambda: "x".join([1]), lambda: "x".encode("nope"), lambda: b"\xff".decode(), lambda: "é".encode("ascii"), lambda: list(5), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: zip(1), lambda: str(b"a", "ascii", 1, 2),
]
for mistake in mistakes:
    try:
        print("no error?", mistake())
    except Exception as error:
        print(f"{type(error).__name__}: {error}")

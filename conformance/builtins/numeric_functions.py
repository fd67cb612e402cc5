"""abs, round, pow, divmod, sum, min, max, bin, oct, hex."""

print(abs(-3), abs(2.5), abs(True), abs(-0.0), abs(3 - 4j), round(0.5), round(1.5), round(-1.5), round(2.675, 2), round(1e20), round(12345, -2), round(55, -1), round(3.7), type(round(3.0)).__name__, type(round(3.0, 0)).__name__, round(1.25, None))
print(pow(2, 10), pow(2, -1), pow(2, 10, 1000), pow(-7, 3, 5), pow(7, -1, 40), pow(2.0, 3), pow(0, 0), pow(-8, 1 / 3) if False else "", divmod(17, 5), divmod(-17, 5), divmod(17.5, -5))
print(sum([]), sum([1, 2.5]), sum((x for x in range(4)), 100), sum([[1], [2]], []), sum([0.1, 0.2, 0.3]), sum([True, True]), sum(range(101)), sum([1e16, 1.0, -1e16]))
print(min(3, 1, 2), min([5]), min("b", "a"), min([], default="d"), max({"a": 1, "b": 0}), max([1, -5], key=abs), max((1, 2), (1, 3)), max("abc", "abd"), min(1, 1.0), max([[1], [2]]), max(x * x for x in (-3, 2)))
print(bin(10), bin(-10), oct(8), hex(255), hex(-1), bin(0), bin(True), int("0b1010", 2), chr(97), ord("a"), chr(8364), ord("€"))
for bad in (lambda: abs("a"), lambda: round("a"), lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: sum("ab"), lambda: sum([1, "a"]), lambda: sum(["a"], ""), lambda: min(), lambda: max(5), lambda: min([]), lambda: hex(1.5), lambda: divmod(1, 0.0), lambda: ord(""), lambda: chr("a"), lambda: pow(2.0, 2, 3), lambda: max([1, "a"])):
    try:
        print(bad())
    except (TypeError, ValueError, ZeroDivisionError) as error:
        print(type(error).__name__, error)

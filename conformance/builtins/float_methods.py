"""float: conversions and methods."""

import math

print(float(), float("1.5"), float("-inf"), float("NaN"), float("  1e-3 "), float(5), float(True), float("1_000.5"), float(".5"), float("5."))
x = 2.75
print(x.is_integer(), (4.0).is_integer(), x.as_integer_ratio(), x.hex(), x.real, x.imag, x.conjugate(), float.fromhex("0x1.6p+1"))
print(int(x), round(x), round(x, 1), math.floor(-x), math.ceil(-x), math.trunc(-x), x // 1, x % 1, divmod(x, 0.5), -x // 1)
print(repr(0.1), str(1e100), repr(1e-100), repr(100.0), repr(1.0e5), repr(123456789012345680.0), repr(1.7976931348623157e308), repr(2.5e-8))
print(0.1 + 0.2 == 0.3, math.isclose(0.1 + 0.2, 0.3), abs(-1.5), -0.0, 0.0 == -0.0, max(1.0, 1), max(1, 1.0), min(0.0, -0.0), sum([0.1] * 10), hash(1.0) == hash(1), hash(0.5))
print(1.5 + 1, 1 + 1.5, 3 / 2, 4 / 2, 2**0.5, 10 // 4.0, 1e308 * 10, -1e308 * 10, 5 % -3.5, True + 0.5, 1 / 3)
for bad in (lambda: float(""), lambda: float("1,5"), lambda: float([]), lambda: float("0x1"), lambda: (float("inf")).as_integer_ratio()):
    try:
        print(bad())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)

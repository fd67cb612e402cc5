"""fractions and numbers: exact rationals, mixed arithmetic, parsing, formatting; the number tower."""

import math
import numbers
from fractions import Fraction as F

for args in ((3, 4), (6, -4), (5,), ("3/7",), ("-1.25",), (" 1e3 ",), (0.1,), (True,), (F(1, 2), F(3, 4)), ("1_000/3",), (), (".5",)):
    f = F(*args)
    print(repr(f), f, f.numerator, f.denominator)
a, b = F(3, 4), F(5, 6)
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), -a, +a, abs(F(-1, 2)), a ** 2, a ** -2, F(-2, 3) ** -3, a ** F(1, 2), 2 ** a, F(2) ** 3)
print(a + 1, 1 + a, a - 1, 2 - a, a * 2, 3 * a, a / 2, 1 / a, a + 0.5, 0.5 + a, a * 1j, 7 // a, 7 % a, 1.5 / a, a ** 0.5, divmod(7, a) if False else "")
print(a == F(6, 8), a == 0.75, a < b, a > 1, a <= 0.75, a >= b, a < math.inf, a == math.nan, F(2) == 2, hash(F(2)) == hash(2), hash(F(1, 2)) == hash(0.5), hash(F(-7, 3)))
print(int(F(7, 2)), int(F(-7, 2)), round(F(7, 2)), round(F(5, 2)), round(F(22, 7), 2), round(F(1234), -2), math.floor(F(-7, 2)), math.ceil(F(7, 2)), math.trunc(F(-7, 2)), float(F(1, 3)), bool(F(0)))
print(F(math.pi).limit_denominator(1000), F("3.1415926535897932").limit_denominator(10), F.from_float(0.25), F(1, 3).as_integer_ratio(), F(4, 2).is_integer(), sum([F(1, 3)] * 3), max(a, b))
print(f"{F(1, 3):.3f} {F(2, 3):.2%} {F(22, 7):10.4f}| {F(-1, 7):+.2e} {F(12345, 10):,.1f} {F(1, 3):g} {F(10**10, 3):g} {F(3, 2)!s:>6}")
for bad in (lambda: F(1, 0), lambda: F("x"), lambda: F(1.5, 2), lambda: F([]), lambda: F(0) ** -1, lambda: F("1/0"), lambda: F(1) / 0, lambda: F(1) < "a", lambda: F(math.inf), lambda: F(math.nan)):
    try:
        print(bad())
    except (ZeroDivisionError, ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
for value in (1, True, 1.5, 1j, F(1, 2), "1"):
    print(repr(value), [c.__name__ for c in (numbers.Number, numbers.Complex, numbers.Real, numbers.Rational, numbers.Integral) if isinstance(value, c)])

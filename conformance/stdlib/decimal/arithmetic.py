"""decimal: construction, arithmetic, rounding, contexts, formatting, signals."""

import decimal
import math
from decimal import Decimal as D, getcontext, localcontext, ROUND_HALF_UP, ROUND_DOWN, ROUND_UP, ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN

for text in ("1.10", "-0", "1E+5", "1e-10", "Infinity", "-inf", "NaN", "sNaN12", " 12_3.4 ", ".5", "5.", "0.000001", "0.0000001", "123456789012345678901234567890123", "+1", "0E3"):
    d = D(text)
    print(repr(d), str(d), d.as_tuple(), d.adjusted(), d.is_signed(), d.is_finite())
print(D(5), D(-5), D(0.1), D(1.5), D((1, (1, 2, 3), -2)), D(True), D.from_float(0.25), D(D("1.0")))
a, b = D("10.25"), D("3")
print(a + b, a - b, a * b, a / b, a // b, a % b, divmod(a, b), -a, +a, abs(-a), a ** 2, a ** -1, D(2) ** D("0.5"), D("-7") // 2, D("-7") % 2, 7 / D(2), 1 + a, 2 - a, 3 * a, 2 ** D(3))
print(D("0.1") + D("0.2"), D("1.20") + D("1.3"), D("1.20") * 3, D(1) / D(7), D("1e28") + 1, D("1e30") + 1, D(10) / 4, D("1.00") / D("2"), sum([D("0.1")] * 3), D(100).sqrt(), D(2).sqrt(), D("0.0001").sqrt())
print(D("1.0") == 1, D("1.0") == D("1.00"), D("0.1") == 0.1, D("0.5") == 0.5, D(1) < 2.5, D("NaN") == D("NaN"), hash(D("1.0")) == hash(1), hash(D("0.5")) == hash(0.5), D(1) < D(2) <= D("2.0"), max(D(1), D(3), D(2)), D("-0") == 0, D(1).compare(D(2)), sorted([D(3), D("1.5"), 2]))
x = D("2.675")
print([str(x.quantize(D("0.01"), rounding=r)) for r in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN, ROUND_DOWN, ROUND_UP, ROUND_CEILING, ROUND_FLOOR)], x.quantize(D("1")), x.quantize(D("1.0000")), (-x).quantize(D(".1"), ROUND_FLOOR))
print(round(x, 2), round(D("2.5")), round(D("3.5")), int(D("-3.9")), float(D("1.25")), math.floor(D("-1.5")), math.ceil(D("1.2")), math.trunc(D("9.9")), D("1200").normalize(), D("1.500").normalize(), D("2.5").to_integral_value(), D("3.7").to_integral_value(ROUND_DOWN), D("1E3").to_integral_value())
print(D(2).exp(), D(10).ln(), D(100).log10(), D("2.5").ln(), D(3).log10(), D(-1).exp(), D("1.1") ** D("2.5"), D("1E+3").to_eng_string(), D("12345E+1").to_eng_string(), D(5).fma(2, 3), D("9.99").copy_sign(D(-1)), D("1.5").as_integer_ratio(), D(7).remainder_near(4), D(5).scaleb(2), D("0.00").is_zero())
print(f"{D('1234567.891'):,.2f} {D('0.5'):.0%} {D('1.5'):10} {D('1.5'):<10}| {D('1.5'):+} {D('12345.678'):.3e} {D('0.000012'):g} {D('1E+5'):f} {D('3'):.2f} {D('-1.5'):08.2f} {D('1234.5'):012,.1f} {D('NaN'):>6} {D('2.50'):g} {D('1e10'):,} {D('5'):^5}")
with localcontext() as ctx:
    ctx.prec = 5
    print(D(1) / D(3), D("123456.789") + 0, +D("1.234567"), getcontext().prec)
with localcontext(prec=3, rounding=ROUND_UP):
    print(D(1) / D(3), D(2) / D(3))
print(getcontext().prec, getcontext().rounding, decimal.Context(prec=4).divide(D(1), D(3)), decimal.Context(prec=4).create_decimal("1.23456"), getcontext())
with localcontext() as ctx:
    ctx.traps[decimal.DivisionByZero] = False
    ctx.traps[decimal.InvalidOperation] = False
    ctx.clear_flags()
    print(D(1) / 0, D(0) / 0, D(-1).sqrt(), ctx.flags[decimal.DivisionByZero], D("inf") - D("inf"), D("x"))
for bad in (lambda: D(1) / 0, lambda: D(0) / 0, lambda: D("abc"), lambda: D("1") + 1.5, lambda: D(-1).sqrt(), lambda: D(1) % 0, lambda: D([]), lambda: D(None), lambda: int(D("nan")), lambda: int(D("inf")), lambda: D("nan") < 1, lambda: D("1e30").quantize(D("0.01")), lambda: D("1e999999") * 10, lambda: D(0) ** 0, lambda: setattr(getcontext(), "prec", 0), lambda: D(1) < "a", lambda: f"{D(1):x}", lambda: D(-2) ** D("0.5"), lambda: D(1) // 0, lambda: hash(D("sNaN"))):
    try:
        print(bad())
    except (ArithmeticError, TypeError, ValueError, OverflowError) as e:
        print(type(e).__name__, e)
total = D(0)
for price, count in (("19.99", 3), ("0.05", 7)):
    total += D(price) * count
print(total, (total * D("0.19")).quantize(D(".01"), ROUND_HALF_UP), type(total).__name__, isinstance(total, decimal.Decimal), D("1.1") * 3 == D("3.3"))

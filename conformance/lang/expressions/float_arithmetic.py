"""Floats: printing, infinities, rounding, mixing with ints."""

for x in (0.1, 1.0, -0.0, 1e16, 1e15, 123456789.123456789, 1e-5, 0.0001, 1.5e300, 5e-324, 2.0**70, 1 / 3):
    print(x, end=" ")
print()
inf = float("inf")
print(inf, -inf, inf - inf, inf * 0, 1 / inf, inf > 10**400, float("nan"))
print(0.1 + 0.2, 1e308 * 10, 3.0 == 3, 2**0.5, 7.0 // 2, -7.0 % 3, 1e16 + 1)
print(round(2.5), round(3.5), round(-2.5), round(2.675, 2), round(1234.5, -2), round(7), round(15, -1), round(25, -1))
print(int(-2.9), int(2.9), float("1e3"), float(" 2.5\n"), float("1_0.5"))
print((0.1).as_integer_ratio(), (2.0).is_integer(), (255.5).hex(), float.fromhex("0x1.8p1"))
print((-8) ** 2.0, 2.0**-1074, 0.0**0, (-1.0) ** 3)
for bad in (lambda: int(inf), lambda: int(float("nan")), lambda: float("x1"), lambda: 2.0**5000, lambda: 0.0**-1, lambda: round(inf)):
    try:
        print(bad())
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        print(type(error).__name__, error)
print(1e22, 1e23, 9007199254740993.0, 0.1 + 0.7, 4.35 * 100, 1.1 * 3)

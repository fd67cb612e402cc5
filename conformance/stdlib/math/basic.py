"""math: rounding, roots, factorials, divisors, constants."""

import math

print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), math.floor(2**70 + 0.0), math.fabs(-3), math.copysign(1, -0.0), math.fmod(-7, 3), math.remainder(7, 4), math.modf(-2.75), math.frexp(10.0), math.ldexp(0.5, 4))
print(math.sqrt(2), math.isqrt(10**20), math.cbrt(27), math.hypot(3, 4), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)), math.pow(2, 0.5), math.exp(0), math.expm1(0.0))
print(math.factorial(25), math.comb(10, 3), math.perm(5, 2), math.perm(4), math.gcd(12, 18, 27), math.lcm(4, 6), math.gcd(), math.prod([1, 2, 3, 4]), math.prod([], start=5), math.prod([0.5, 4]))
print(math.log(math.e), math.log(8, 2), math.log2(1024), math.log10(1000), math.log1p(0.0), math.log(10**400), math.log2(2**2000))
print(math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.fsum([0.1] * 10), math.sumprod([1, 2], [3, 4]))
print(math.degrees(math.pi), math.radians(180), round(math.sin(1), 12), round(math.cos(1), 12), round(math.tan(1), 12), math.atan2(0, -1), math.asin(1), math.acos(1), math.sin(0), round(math.sinh(1), 12), math.nextafter(1.0, 2.0), math.ulp(1.0))
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.floor(math.inf), lambda: math.ceil(math.nan), lambda: math.exp(1000), lambda: math.comb(-1, 2), lambda: math.isqrt(-1), lambda: math.sqrt("4"), lambda: math.acos(2), lambda: math.gcd(1.5), lambda: math.log(-5), lambda: math.pow(0, -1)):
    try:
        print(bad())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)

"""Mathematical functions of complex numbers."""

import math

pi = math.pi
e = math.e
tau = math.tau
inf = math.inf
nan = math.nan
infj = complex(0.0, math.inf)
nanj = complex(0.0, math.nan)


def phase(z, /):
    """Return argument, also known as the phase angle, of a complex."""
    z = complex(z)
    return math.atan2(z.imag, z.real)


def polar(z, /):
    """Convert a complex from rectangular coordinates to polar coordinates."""
    z = complex(z)
    return abs(z), phase(z)


def rect(r, phi, /):
    """Convert from polar coordinates to rectangular coordinates."""
    if phi == 0.0:
        return complex(r, r * phi)
    return complex(r * math.cos(phi), r * math.sin(phi))


def exp(z, /):
    """Return the exponential value e**z."""
    z = complex(z)
    size = math.exp(z.real)
    return complex(size * math.cos(z.imag), size * math.sin(z.imag))


def log(z, base=None, /):
    """log(z[, base]) -> the logarithm of z to the given base."""
    z = complex(z)
    if z == 0:
        raise ValueError("math domain error")
    x, y = abs(z.real), abs(z.imag)
    big, small = (x, y) if x >= y else (y, x)
    size = math.hypot(x, y)
    if 0.71 <= size <= 1.73:
        # Near the unit circle the logarithm of the size would lose its digits.
        real = math.log1p((big - 1) * (big + 1) + small * small) / 2
    else:
        real = math.log(size)
    result = complex(real, math.atan2(z.imag, z.real))
    return result if base is None else result / log(base)


def log10(z, /):
    """Return the base-10 logarithm of z."""
    result = log(z)
    return complex(result.real / math.log(10.0), result.imag / math.log(10.0))


def sqrt(z, /):
    """Return the square root of z."""
    z = complex(z)
    if z == 0:
        return complex(0.0, z.imag)
    x, y = abs(z.real), abs(z.imag)
    if math.isinf(y):
        return complex(math.inf, z.imag)
    x /= 8.0
    half = 2.0 * math.sqrt(x + math.hypot(x, y / 8.0))
    other = y / (2.0 * half)
    if z.real >= 0.0:
        return complex(half, math.copysign(other, z.imag))
    return complex(other, math.copysign(half, z.imag))


def cos(z, /):
    """Return the cosine of z."""
    z = complex(z)
    return cosh(complex(-z.imag, z.real))


def sin(z, /):
    """Return the sine of z."""
    z = complex(z)
    turned = sinh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


def tan(z, /):
    """Return the tangent of z."""
    z = complex(z)
    turned = tanh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


def cosh(z, /):
    """Return the hyperbolic cosine of z."""
    z = complex(z)
    return complex(math.cos(z.imag) * math.cosh(z.real), math.sin(z.imag) * math.sinh(z.real))


def sinh(z, /):
    """Return the hyperbolic sine of z."""
    z = complex(z)
    return complex(math.cos(z.imag) * math.sinh(z.real), math.sin(z.imag) * math.cosh(z.real))


def tanh(z, /):
    """Return the hyperbolic tangent of z."""
    z = complex(z)
    tx, ty = math.tanh(z.real), math.tan(z.imag)
    cx = 1.0 / math.cosh(z.real)
    txty = tx * ty
    below = 1.0 + txty * txty
    return complex(tx * (1.0 + ty * ty) / below, ((ty / below) * cx) * cx)


def asinh(z, /):
    """Return the inverse hyperbolic sine of z."""
    z = complex(z)
    s1, s2 = sqrt(complex(1.0 + z.imag, -z.real)), sqrt(complex(1.0 - z.imag, z.real))
    return complex(math.asinh(s1.real * s2.imag - s2.real * s1.imag), math.atan2(z.imag, s1.real * s2.real - s1.imag * s2.imag))


def acosh(z, /):
    """Return the inverse hyperbolic cosine of z."""
    z = complex(z)
    s1, s2 = sqrt(complex(z.real - 1.0, z.imag)), sqrt(complex(z.real + 1.0, z.imag))
    return complex(math.asinh(s1.real * s2.real + s1.imag * s2.imag), 2.0 * math.atan2(s1.imag, s2.real))


def atanh(z, /):
    """Return the inverse hyperbolic tangent of z."""
    z = complex(z)
    if z.real < 0.0 or (z.real == 0.0 and math.copysign(1.0, z.real) < 0.0):
        return -atanh(-z)
    ay = abs(z.imag)
    if z.real == 1.0 and ay == 0.0:
        raise ValueError("math domain error")
    real = math.log1p(4.0 * z.real / ((1 - z.real) * (1 - z.real) + ay * ay)) / 4.0
    return complex(real, -math.atan2(-2.0 * z.imag, (1 - z.real) * (1 + z.real) - ay * ay) / 2.0)


def asin(z, /):
    """Return the arc sine of z."""
    z = complex(z)
    turned = asinh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


def acos(z, /):
    """Return the arc cosine of z."""
    z = complex(z)
    s1, s2 = sqrt(complex(1.0 - z.real, -z.imag)), sqrt(complex(1.0 + z.real, z.imag))
    return complex(2.0 * math.atan2(s1.real, s2.real), math.asinh(s2.real * s1.imag - s2.imag * s1.real))


def atan(z, /):
    """Return the arc tangent of z."""
    z = complex(z)
    turned = atanh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


def isfinite(z, /):
    """Return True if both the real and imaginary parts of z are finite, else False."""
    z = complex(z)
    return math.isfinite(z.real) and math.isfinite(z.imag)


def isinf(z, /):
    """Checks if the real or imaginary part of z is infinite."""
    z = complex(z)
    return math.isinf(z.real) or math.isinf(z.imag)


def isnan(z, /):
    """Checks if the real or imaginary part of z not a number (NaN)."""
    z = complex(z)
    return math.isnan(z.real) or math.isnan(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    """Determine whether two complex numbers are close in value."""
    if rel_tol < 0.0 or abs_tol < 0.0:
        raise ValueError("tolerances must be non-negative")
    a, b = complex(a), complex(b)
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    diff = abs(a - b)
    return diff <= rel_tol * abs(b) or diff <= rel_tol * abs(a) or diff <= abs_tol

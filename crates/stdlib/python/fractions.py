"""Fraction, infinite-precision, rational numbers."""

import math
import numbers
import re

_FORMAT = re.compile(
    r"\s*(?P<sign>[-+]?)(?=\d|\.\d)(?P<num>\d*|\d+(_\d+)*)"
    r"(?:(?:\s*/\s*(?P<denom>\d+(_\d+)*))?|(?:\.(?P<decimal>\d*|\d+(_\d+)*))?(?:E(?P<exp>[-+]?\d+(_\d+)*))?)\s*",
    re.IGNORECASE)


class Fraction(numbers.Rational):
    """This class implements rational numbers.

    In the two-argument form of the constructor, Fraction(8, 6) will produce a rational number equivalent to 4/3.
    Both arguments must be Rational. The numerator defaults to 0 and the denominator defaults to 1 so that
    Fraction(3) == 3 and Fraction() == 0.
    """

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        if denominator is None:
            if type(numerator) is int:
                return cls._make(numerator, 1)
            if isinstance(numerator, str):
                return cls._parsed(numerator)
            if isinstance(numerator, numbers.Rational):
                return cls._make(int(numerator.numerator), int(numerator.denominator))
            if hasattr(numerator, "as_integer_ratio"):
                n, d = numerator.as_integer_ratio()
                return cls._make(n, d)
            raise TypeError("argument should be a string or a Rational instance")
        if type(numerator) is int and type(denominator) is int:
            pass
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            numerator, denominator = (
                int(numerator.numerator) * int(denominator.denominator),
                int(denominator.numerator) * int(numerator.denominator))
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        g = math.gcd(numerator, denominator)
        if denominator < 0:
            g = -g
        return cls._make(numerator // g, denominator // g)

    @classmethod
    def _make(cls, numerator, denominator):
        """A fraction in lowest terms."""
        self = object.__new__(cls)
        self._numerator = numerator
        self._denominator = denominator
        return self

    @classmethod
    def _parsed(cls, text):
        m = _FORMAT.fullmatch(text)
        if m is None:
            raise ValueError(f"Invalid literal for Fraction: {text!r}")
        numerator = int(m.group("num") or "0")
        denom = m.group("denom")
        if denom:
            denominator = int(denom)
        else:
            denominator = 1
            decimal = m.group("decimal")
            if decimal:
                decimal = decimal.replace("_", "")
                scale = 10 ** len(decimal)
                numerator = numerator * scale + int(decimal)
                denominator *= scale
            exp = m.group("exp")
            if exp:
                exp = int(exp)
                if exp >= 0:
                    numerator *= 10 ** exp
                else:
                    denominator *= 10 ** -exp
        if m.group("sign") == "-":
            numerator = -numerator
        if denominator == 0:
            raise ZeroDivisionError(f"Fraction({numerator}, 0)")
        g = math.gcd(numerator, denominator)
        return cls._make(numerator // g, denominator // g)

    @classmethod
    def from_float(cls, f):
        """Converts a finite float to a rational number, exactly."""
        if isinstance(f, int):
            return cls._make(f, 1)
        if not isinstance(f, float):
            raise TypeError(f"{cls.__name__}.from_float() only takes floats, not {f!r} ({type(f).__name__})")
        n, d = f.as_integer_ratio()
        return cls._make(n, d)

    @classmethod
    def from_decimal(cls, dec):
        """Converts a finite Decimal instance to a rational number, exactly."""
        n, d = dec.as_integer_ratio()
        return cls._make(n, d)

    def is_integer(self):
        """Return True if the Fraction is an integer."""
        return self._denominator == 1

    def as_integer_ratio(self):
        """Return a pair of integers, whose ratio is equal to the original Fraction."""
        return (self._numerator, self._denominator)

    def limit_denominator(self, max_denominator=1000000):
        """Closest Fraction to self with denominator at most max_denominator."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        if 2 * d * (q0 + k * q1) <= self._denominator:
            return Fraction._make(p1, q1)
        return Fraction._make(p0 + k * p1, q0 + k * q1)

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    def __repr__(self):
        return f"{self.__class__.__name__}({self._numerator}, {self._denominator})"

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return f"{self._numerator}/{self._denominator}"

    def __format__(self, format_spec):
        if not format_spec:
            return str(self)
        if format_spec[-1] in "eEfFgG%":
            return _format_as_decimal(self, format_spec)
        if format_spec[-1].isdigit() or format_spec[-1] in "<>^=":
            return format(str(self), format_spec if format_spec[-1] not in "=" else format_spec)
        raise ValueError(
            f"Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}")

    def __add__(a, b):
        other = _as_fraction(b)
        if other is not None:
            na, da, nb, db = a._numerator, a._denominator, other._numerator, other._denominator
            return Fraction(na * db + nb * da, da * db)
        return _mixed(a, b, lambda x, y: x + y)

    def __radd__(b, a):
        other = _as_fraction(a)
        return other + b if other is not None else _mixed(b, a, lambda x, y: y + x)

    def __sub__(a, b):
        other = _as_fraction(b)
        if other is not None:
            na, da, nb, db = a._numerator, a._denominator, other._numerator, other._denominator
            return Fraction(na * db - nb * da, da * db)
        return _mixed(a, b, lambda x, y: x - y)

    def __rsub__(b, a):
        other = _as_fraction(a)
        return other - b if other is not None else _mixed(b, a, lambda x, y: y - x)

    def __mul__(a, b):
        other = _as_fraction(b)
        if other is not None:
            return Fraction(a._numerator * other._numerator, a._denominator * other._denominator)
        return _mixed(a, b, lambda x, y: x * y)

    def __rmul__(b, a):
        other = _as_fraction(a)
        return other * b if other is not None else _mixed(b, a, lambda x, y: y * x)

    def __truediv__(a, b):
        other = _as_fraction(b)
        if other is not None:
            n, d = a._numerator * other._denominator, a._denominator * other._numerator
            if d == 0:
                raise ZeroDivisionError(f"Fraction({n}, 0)")
            return Fraction(n, d)
        return _mixed(a, b, lambda x, y: x / y)

    def __rtruediv__(b, a):
        other = _as_fraction(a)
        return other / b if other is not None else _mixed(b, a, lambda x, y: y / x)

    def __floordiv__(a, b):
        other = _as_fraction(b)
        if other is not None:
            return (a._numerator * other._denominator) // (a._denominator * other._numerator)
        return _mixed(a, b, lambda x, y: x // y)

    def __rfloordiv__(b, a):
        other = _as_fraction(a)
        return other // b if other is not None else _mixed(b, a, lambda x, y: y // x)

    def __mod__(a, b):
        other = _as_fraction(b)
        if other is not None:
            da, db = a._denominator, other._denominator
            return Fraction((a._numerator * db) % (other._numerator * da), da * db)
        return _mixed(a, b, lambda x, y: x % y)

    def __rmod__(b, a):
        other = _as_fraction(a)
        return other % b if other is not None else _mixed(b, a, lambda x, y: y % x)

    def __divmod__(a, b):
        other = _as_fraction(b)
        if other is not None:
            return (a // other, a % other)
        return _mixed(a, b, lambda x, y: divmod(x, y))

    def __pow__(a, b, modulo=None):
        if modulo is not None:
            return NotImplemented
        other = _as_fraction(b)
        if other is not None:
            if other._denominator != 1:
                return float(a) ** float(other)
            power = other._numerator
            if power >= 0:
                return Fraction._make(a._numerator ** power, a._denominator ** power)
            if a._numerator > 0:
                return Fraction._make(a._denominator ** -power, a._numerator ** -power)
            if a._numerator == 0:
                raise ZeroDivisionError(f"Fraction({a._denominator ** -power}, 0)")
            return Fraction._make((-a._denominator) ** -power, (-a._numerator) ** -power)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a, modulo=None):
        if modulo is not None:
            return NotImplemented
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, int):
            return Fraction(a, 1) ** b
        if b._denominator == 1:
            return a ** b._numerator
        return a ** float(b)

    def __pos__(a):
        return Fraction._make(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._make(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._make(abs(a._numerator), a._denominator)

    def __int__(a):
        if a._numerator < 0:
            return -(-a._numerator // a._denominator)
        return a._numerator // a._denominator

    def __trunc__(a):
        return a.__int__()

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            floor, remainder = divmod(self._numerator, self._denominator)
            if remainder * 2 < self._denominator:
                return floor
            if remainder * 2 > self._denominator:
                return floor + 1
            return floor if floor % 2 == 0 else floor + 1
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __float__(self):
        return self._numerator / self._denominator

    def __hash__(self):
        try:
            inverse = pow(self._denominator, -1, 2305843009213693951)
        except ValueError:
            value = 314159
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        result = value if self._numerator >= 0 else -value
        return -2 if result == -1 else result

    def __eq__(a, b):
        if isinstance(b, int):
            return a._numerator == b and a._denominator == 1
        if isinstance(b, Fraction):
            return a._numerator == b._numerator and a._denominator == b._denominator
        if isinstance(b, float):
            if math.isnan(b) or math.isinf(b):
                return 0.0 == b
            return a == a.from_float(b)
        return NotImplemented

    def _compare(self, other):
        """The sign of the difference, None where there is none."""
        if isinstance(other, float):
            if math.isnan(other):
                return None
            if math.isinf(other):
                return -1 if other > 0 else 1
            other = self.from_float(other)
        fraction = _as_fraction(other)
        if fraction is None:
            return NotImplemented
        left = self._numerator * fraction._denominator
        right = self._denominator * fraction._numerator
        return (left > right) - (left < right)

    def __lt__(a, b):
        sign = a._compare(b)
        return sign if sign is NotImplemented else sign is not None and sign < 0

    def __gt__(a, b):
        sign = a._compare(b)
        return sign if sign is NotImplemented else sign is not None and sign > 0

    def __le__(a, b):
        sign = a._compare(b)
        return sign if sign is NotImplemented else sign is not None and sign <= 0

    def __ge__(a, b):
        sign = a._compare(b)
        return sign if sign is NotImplemented else sign is not None and sign >= 0

    def __bool__(a):
        return bool(a._numerator)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _as_fraction(value):
    if isinstance(value, Fraction):
        return value
    if isinstance(value, int):
        return Fraction._make(int(value), 1)
    return None


def _mixed(fraction, other, operation):
    if isinstance(other, float):
        return operation(float(fraction), other)
    if isinstance(other, complex):
        return operation(complex(float(fraction)), other)
    return NotImplemented


def _format_as_decimal(value, spec):
    """`f`, `e`, `g` and `%` presentation, rounded exactly."""
    m = re.fullmatch(
        r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ]?)(?P<alt>\#)?(?P<zero>0(?=[0-9]))?(?P<width>[0-9]+)?"
        r"(?P<sep>[,_])?(?:\.(?P<precision>[0-9]+))?(?P<type>[eEfFgG%])", spec, re.DOTALL)
    if m is None:
        raise ValueError(f"Invalid format specifier {spec!r} for object of type {type(value).__name__!r}")
    precision = int(m["precision"] or "6")
    kind = m["type"]
    negative = value._numerator < 0
    n, d = abs(value._numerator), value._denominator
    if kind in "fF%":
        if kind == "%":
            n *= 100
        scaled = round(Fraction(n * 10 ** precision, d))
        body = _fixed(scaled, precision, m["alt"])
        suffix = "%" if kind == "%" else ""
    else:
        figures = precision if kind in "gG" and precision else precision + (0 if kind in "gG" else 1)
        figures = max(figures, 1)
        digits, exponent = _rounded(n, d, figures)
        scientific = kind in "eE" or not -4 <= exponent < figures
        if scientific:
            body = _fixed(int(digits), figures - 1, m["alt"])
        elif exponent >= figures - 1:
            body = _fixed(int(digits) * 10 ** (exponent - figures + 1), 0, m["alt"])
        else:
            body = _fixed(int(digits), figures - 1 - exponent, m["alt"])
        if kind in "gG" and not m["alt"] and "." in body:
            body = body.rstrip("0").rstrip(".")
        suffix = ""
        if scientific:
            suffix = f"{'E' if kind.isupper() else 'e'}{exponent:+03d}"
    sign = "-" if negative else (m["sign"] if m["sign"] in ("+", " ") else "")
    whole, dot, rest = body.partition(".")
    sep = m["sep"] or ""
    width = int(m["width"] or 0)
    if m["zero"] and not m["align"]:
        need = width - len(sign) - len(dot + rest + suffix)
        if sep:
            digits = whole
            while len(_grouped(digits, sep)) < need:
                digits = "0" + digits
            whole = _grouped(digits, sep)
        else:
            whole = whole.zfill(need)
        return sign + whole + dot + rest + suffix
    if sep:
        whole = _grouped(whole, sep)
    text = whole + dot + rest + suffix
    fill, align = m["fill"] or " ", m["align"] or ">"
    padding = fill * (width - len(sign) - len(text))
    if align == ">":
        return padding + sign + text
    if align == "<":
        return sign + text + padding
    if align == "^":
        half = len(padding) // 2
        return padding[:half] + sign + text + padding[half:]
    return sign + padding + text


def _grouped(digits, sep):
    head = len(digits) % 3 or 3
    parts = [digits[:head]]
    for i in range(head, len(digits), 3):
        parts.append(digits[i:i + 3])
    return sep.join(parts)


def _fixed(scaled, places, alternate):
    text = str(scaled).zfill(places + 1)
    if places == 0:
        return text + ("." if alternate else "")
    return text[:-places] + "." + text[-places:]


def _rounded(n, d, figures):
    """The first digits of n/d, and the exponent of the first."""
    if n == 0:
        return "0" * figures, 0
    exponent = len(str(n)) - len(str(d))
    if n * 10 ** max(-exponent, 0) < d * 10 ** max(exponent, 0):
        exponent -= 1
    shift = figures - 1 - exponent
    digits = str(round(Fraction(n * 10 ** max(shift, 0), d * 10 ** max(-shift, 0))))
    if len(digits) > figures:
        digits = digits[:-1]
        exponent += 1
    return digits, exponent

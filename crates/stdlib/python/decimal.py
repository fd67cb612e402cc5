"""Decimal fixed-point and floating-point arithmetic (the General Decimal Arithmetic Specification)."""

import math as _math
import numbers as _numbers
import re as _re
from collections import namedtuple as _namedtuple

ROUND_DOWN = "ROUND_DOWN"
ROUND_HALF_UP = "ROUND_HALF_UP"
ROUND_HALF_EVEN = "ROUND_HALF_EVEN"
ROUND_CEILING = "ROUND_CEILING"
ROUND_FLOOR = "ROUND_FLOOR"
ROUND_UP = "ROUND_UP"
ROUND_HALF_DOWN = "ROUND_HALF_DOWN"
ROUND_05UP = "ROUND_05UP"

MAX_PREC = 999999999999999999
MAX_EMAX = 999999999999999999
MIN_EMIN = -999999999999999999
MIN_ETINY = -1999999999999999997
HAVE_THREADS = True
HAVE_CONTEXTVAR = True

DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent")


class DecimalException(ArithmeticError):
    """Base exception class."""


class Clamped(DecimalException):
    """Exponent of a 0 changed to fit bounds."""


class InvalidOperation(DecimalException):
    """An invalid operation was performed."""


class ConversionSyntax(InvalidOperation):
    """Trying to convert badly formed string."""


class DivisionByZero(DecimalException, ZeroDivisionError):
    """Division by 0."""


class DivisionImpossible(InvalidOperation):
    """Cannot perform the division adequately."""


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    """Undefined result of division."""


class Inexact(DecimalException):
    """Had to round, losing information."""


class InvalidContext(InvalidOperation):
    """Invalid context.  Unknown rounding, for example."""


class Rounded(DecimalException):
    """Number got rounded (not necessarily changed during rounding)."""


class Subnormal(DecimalException):
    """Exponent < Emin before rounding."""


class Overflow(Inexact, Rounded):
    """Numerical overflow."""


class Underflow(Inexact, Rounded, Subnormal):
    """Numerical underflow with result rounded to 0."""


class FloatOperation(DecimalException, TypeError):
    """Enable stricter semantics for mixing floats and Decimals."""


_SIGNALS = [Clamped, InvalidOperation, DivisionByZero, Inexact, Rounded, Subnormal, Overflow, Underflow, FloatOperation]
_SHOWN = [InvalidOperation, Clamped, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow]


def _signal_of(condition):
    if issubclass(condition, InvalidOperation):
        return InvalidOperation
    return condition


class Context:
    """Contains the context for a Decimal instance."""

    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None, traps=None):
        base = _default
        self.prec = base.prec if prec is None else prec
        self.rounding = base.rounding if rounding is None else rounding
        self.Emin = base.Emin if Emin is None else Emin
        self.Emax = base.Emax if Emax is None else Emax
        self.capitals = base.capitals if capitals is None else capitals
        self.clamp = base.clamp if clamp is None else clamp
        if traps is None:
            self.traps = dict(base.traps)
        elif isinstance(traps, dict):
            self.traps = {signal: bool(traps.get(signal)) for signal in _SIGNALS}
        else:
            self.traps = {signal: signal in traps for signal in _SIGNALS}
        if isinstance(flags, dict):
            self.flags = {signal: bool(flags.get(signal)) for signal in _SIGNALS}
        else:
            self.flags = {signal: signal in (flags or ()) for signal in _SIGNALS}

    def __setattr__(self, name, value):
        if name == "prec":
            if not isinstance(value, int):
                raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
            if not 1 <= value <= MAX_PREC:
                raise ValueError("valid range for prec is [1, MAX_PREC]")
        elif name == "rounding" and value not in _ROUNDINGS:
            raise TypeError(
                "valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n"
                "   ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        object.__setattr__(self, name, value)

    def __repr__(self):
        flags = ", ".join(signal.__name__ for signal in _SHOWN if self.flags[signal])
        traps = ", ".join(signal.__name__ for signal in _SHOWN if self.traps[signal])
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
                f"capitals={self.capitals}, clamp={self.clamp}, flags=[{flags}], traps=[{traps}])")

    def copy(self):
        """Returns a deep copy from self."""
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, self.flags, self.traps)

    __copy__ = copy

    def clear_flags(self):
        """Reset all flags to zero"""
        for signal in self.flags:
            self.flags[signal] = False

    def clear_traps(self):
        """Reset all traps to zero"""
        for signal in self.traps:
            self.traps[signal] = False

    def Etiny(self):
        """Returns Etiny (= Emin - prec + 1)"""
        return self.Emin - self.prec + 1

    def Etop(self):
        """Returns maximum exponent (= Emax - prec + 1)"""
        return self.Emax - self.prec + 1

    def _raise(self, condition, result):
        """Notes a condition: an exception if it is trapped, else the result."""
        signal = _signal_of(condition)
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([condition])
        return result

    def create_decimal(self, num="0"):
        """Creates a new Decimal instance but using self as context."""
        return Decimal(num, self)._fix(self)

    def create_decimal_from_float(self, f):
        """Creates a new Decimal instance from a float but rounding using self as the context."""
        return Decimal.from_float(f)._fix(self)

    def abs(self, a):
        return _operand(a).__abs__()._fix(self)

    def plus(self, a):
        return _operand(a)._fix(self)

    def minus(self, a):
        return _operand(a)._negated()._fix(self)

    def add(self, a, b):
        return _operand(a)._add(_operand(b), self)

    def subtract(self, a, b):
        return _operand(a)._add(_operand(b)._negated(), self)

    def multiply(self, a, b):
        return _operand(a)._mul(_operand(b), self)

    def divide(self, a, b):
        return _operand(a)._div(_operand(b), self)

    def power(self, a, b, modulo=None):
        return _operand(a)._pow(_operand(b), self)

    def sqrt(self, a):
        return _operand(a).sqrt(self)

    def quantize(self, a, b):
        return _operand(a).quantize(b, context=self)

    def compare(self, a, b):
        return _operand(a).compare(b, self)

    def to_sci_string(self, a):
        return str(_operand(a))

    def to_eng_string(self, a):
        return _operand(a).to_eng_string(self)


def _operand(value):
    return value if isinstance(value, Decimal) else Decimal(value)


_ROUNDINGS = (ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP)


class _Default:
    prec = 28
    rounding = ROUND_HALF_EVEN
    Emin = -999999
    Emax = 999999
    capitals = 1
    clamp = 0
    traps = {signal: signal in (DivisionByZero, Overflow, InvalidOperation) for signal in _SIGNALS}


_default = _Default()
DefaultContext = Context()
BasicContext = Context(prec=9, rounding=ROUND_HALF_UP,
                       traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(prec=9, rounding=ROUND_HALF_EVEN, traps=[])
_current = [DefaultContext.copy()]


def getcontext():
    """Returns this thread's context."""
    return _current[-1]


def setcontext(context):
    """Set this thread's context to context."""
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
        context.clear_flags()
    _current[-1] = context


class _ContextManager:
    def __init__(self, context):
        self.new_context = context.copy()

    def __enter__(self):
        self.saved_context = getcontext()
        setcontext(self.new_context)
        return self.new_context

    def __exit__(self, t, v, tb):
        setcontext(self.saved_context)


def localcontext(ctx=None, **kwargs):
    """Return a context manager for a copy of the supplied context."""
    manager = _ContextManager(getcontext() if ctx is None else ctx)
    for key, value in kwargs.items():
        if key not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
            raise TypeError(f"'{key}' is an invalid keyword argument for this function")
        setattr(manager.new_context, key, value)
    return manager


_PATTERN = _re.compile(
    r"(?P<sign>[-+])?(?:(?=\d|\.\d)(?P<int>\d*)(?:\.(?P<frac>\d*))?(?:E(?P<exp>[-+]?\d+))?"
    r"|Inf(?:inity)?|(?P<signal>s)?NaN(?P<diag>\d*))\Z", _re.IGNORECASE)


def _round_up(rounding, sign, kept, rest, half):
    """Whether a coefficient goes up: `rest` was cut off, of which `half` is the half of a unit (times two)."""
    if rounding == ROUND_HALF_EVEN:
        return rest > half or rest == half and kept & 1 == 1
    if rounding == ROUND_HALF_UP:
        return rest >= half
    if rounding == ROUND_HALF_DOWN:
        return rest > half
    if rounding == ROUND_DOWN:
        return False
    if rounding == ROUND_UP:
        return rest > 0
    if rounding == ROUND_CEILING:
        return rest > 0 and not sign
    if rounding == ROUND_FLOOR:
        return rest > 0 and bool(sign)
    return rest > 0 and kept % 10 in (0, 5)


def _cut(sign, coefficient, digits, rounding):
    """The coefficient without its last digits, rounded, and whether anything was lost."""
    unit = 10 ** digits
    kept, rest = divmod(coefficient, unit)
    if _round_up(rounding, sign, kept, 2 * rest, unit):
        kept += 1
    return kept, rest != 0


class Decimal(_numbers.Number):
    """Construct a new Decimal object. value can be an integer, string, tuple, or another Decimal object."""

    __tp_name__ = "decimal.Decimal"
    __slots__ = ("_sign", "_int", "_exp", "_kind")

    def __new__(cls, value="0", context=None):
        if isinstance(value, str):
            m = _PATTERN.match(value.strip().replace("_", ""))
            if m is None:
                if context is None:
                    context = getcontext()
                return context._raise(ConversionSyntax, cls._special("nan", 0))
            return cls._of_match(m)
        if isinstance(value, int):
            return cls._make(1 if value < 0 else 0, abs(int(value)), 0)
        if isinstance(value, Decimal):
            if type(value) is cls:
                return value
            return cls._copy_of(value)
        if isinstance(value, float):
            if context is None:
                context = getcontext()
            context._raise(FloatOperation, None)
            return cls._of_float(value)
        if isinstance(value, (list, tuple)):
            return cls._of_tuple(value)
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")

    @classmethod
    def _make(cls, sign, coefficient, exponent):
        self = object.__new__(cls)
        self._sign = sign
        self._int = coefficient
        self._exp = exponent
        self._kind = None
        return self

    @classmethod
    def _special(cls, kind, sign, payload=0):
        self = cls._make(sign, payload, 0)
        self._kind = kind
        return self

    @classmethod
    def _copy_of(cls, value):
        self = cls._make(value._sign, value._int, value._exp)
        self._kind = value._kind
        return self

    @classmethod
    def _of_match(cls, m):
        sign = 1 if m.group("sign") == "-" else 0
        whole = m.group("int")
        if whole is not None:
            frac = m.group("frac") or ""
            exp = int(m.group("exp") or "0")
            return cls._make(sign, int(whole + frac), exp - len(frac))
        diag = m.group("diag")
        if diag is not None:
            return cls._special("snan" if m.group("signal") else "nan", sign, int(diag or "0"))
        return cls._special("inf", sign)

    @classmethod
    def _of_float(cls, value):
        if _math.isinf(value):
            return cls._special("inf", 1 if value < 0 else 0)
        if _math.isnan(value):
            return cls._special("nan", 1 if _math.copysign(1.0, value) < 0 else 0)
        n, d = abs(value).as_integer_ratio()
        k = d.bit_length() - 1
        return cls._make(1 if _math.copysign(1.0, value) < 0 else 0, n * 5 ** k, -k)

    @classmethod
    def _of_tuple(cls, value):
        if len(value) != 3:
            raise ValueError("argument must be a sequence of length 3")
        sign, digits, exponent = value
        if sign not in (0, 1):
            raise ValueError("sign must be an integer with the value 0 or 1")
        coefficient = 0
        for digit in digits:
            if not (isinstance(digit, int) and 0 <= digit <= 9):
                raise ValueError("coefficient must be a tuple of digits")
            coefficient = coefficient * 10 + digit
        if exponent == "F":
            return cls._special("inf", sign)
        if exponent in ("n", "N"):
            return cls._special("nan" if exponent == "n" else "snan", sign, coefficient)
        if not isinstance(exponent, int):
            raise ValueError("string argument in the third position must be 'F', 'n' or 'N'")
        return cls._make(sign, coefficient, exponent)

    @classmethod
    def from_float(cls, f):
        """Converts a float to a decimal number, exactly."""
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        return cls._of_float(f)

    def _is_nan(self):
        return self._kind is not None and self._kind != "inf"

    def is_nan(self):
        """Return True if self is a qNaN or sNaN; otherwise return False."""
        return self._is_nan()

    def is_qnan(self):
        return self._kind == "nan"

    def is_snan(self):
        return self._kind == "snan"

    def is_infinite(self):
        """Return True if self is infinite; otherwise return False."""
        return self._kind == "inf"

    def is_finite(self):
        """Return True if self is finite; otherwise return False."""
        return self._kind is None

    def is_signed(self):
        """Return True if self is negative; otherwise return False."""
        return self._sign == 1

    def is_zero(self):
        """Return True if self is a zero; otherwise return False."""
        return self._kind is None and self._int == 0

    def is_normal(self, context=None):
        return self._kind is None and self._int != 0 and (context or getcontext()).Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        return self._kind is None and self._int != 0 and self.adjusted() < (context or getcontext()).Emin

    def is_canonical(self):
        return True

    def canonical(self):
        return self

    def _digits(self):
        return len(str(self._int))

    def adjusted(self):
        """Return the adjusted exponent of self"""
        return 0 if self._kind is not None else self._exp + self._digits() - 1

    def as_tuple(self):
        """Represents the number as a triple tuple."""
        if self._kind == "inf":
            return DecimalTuple(self._sign, (0,), "F")
        if self._kind is not None:
            digits = tuple(map(int, str(self._int))) if self._int else ()
            return DecimalTuple(self._sign, digits, "n" if self._kind == "nan" else "N")
        return DecimalTuple(self._sign, tuple(map(int, str(self._int))), self._exp)

    def as_integer_ratio(self):
        """Express a finite Decimal instance in the form n / d."""
        if self._kind == "inf":
            raise OverflowError("cannot convert Infinity to integer ratio")
        if self._kind is not None:
            raise ValueError("cannot convert NaN to integer ratio")
        n = -self._int if self._sign else self._int
        if self._exp >= 0:
            return n * 10 ** self._exp, 1
        d = 10 ** -self._exp
        g = _math.gcd(n, d)
        return n // g, d // g

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self):
        return self._text(False, getcontext())

    def _text(self, engineering, context):
        sign = "-" if self._sign else ""
        if self._kind == "inf":
            return sign + "Infinity"
        if self._kind is not None:
            return sign + ("NaN" if self._kind == "nan" else "sNaN") + (str(self._int) if self._int else "")
        digits = str(self._int)
        left = self._exp + len(digits)
        if self._exp <= 0 and left > -6:
            place = left
        elif not engineering:
            place = 1
        elif digits == "0":
            place = (left + 1) % 3 - 1
        else:
            place = (left - 1) % 3 + 1
        if place <= 0:
            whole = "0"
            frac = "." + "0" * -place + digits
        elif place >= len(digits):
            whole = digits + "0" * (place - len(digits))
            frac = ""
        else:
            whole = digits[:place]
            frac = "." + digits[place:]
        if left == place:
            exp = ""
        else:
            exp = ("E" if context.capitals else "e") + "%+d" % (left - place)
        return sign + whole + frac + exp

    def to_eng_string(self, context=None):
        """Convert to a string, using engineering notation if an exponent is needed."""
        return self._text(True, context or getcontext())

    def _fix(self, context):
        """The number rounded to the context's precision and exponents."""
        if self._kind is not None:
            return self
        etiny, etop = context.Etiny(), context.Etop()
        if not self._int:
            exp_max = context.Emax if not context.clamp else etop
            exp = min(max(self._exp, etiny), exp_max)
            if exp != self._exp:
                context._raise(Clamped, None)
                return Decimal._make(self._sign, 0, exp)
            return self
        exp_min = self._digits() + self._exp - context.prec
        if exp_min > etop:
            context._raise(Overflow, None)
            context._raise(Inexact, None)
            context._raise(Rounded, None)
            return _overflown(self._sign, context)
        subnormal = exp_min < etiny
        if subnormal:
            exp_min = etiny
        if self._exp < exp_min:
            kept, lost = _cut(self._sign, self._int, exp_min - self._exp, context.rounding)
            if len(str(kept)) > context.prec:
                kept //= 10
                exp_min += 1
            if exp_min > etop:
                result = context._raise(Overflow, _overflown(self._sign, context))
            else:
                result = Decimal._make(self._sign, kept, exp_min)
            if lost and subnormal:
                context._raise(Underflow, None)
            if subnormal:
                context._raise(Subnormal, None)
            if lost:
                context._raise(Inexact, None)
            context._raise(Rounded, None)
            if not result:
                context._raise(Clamped, None)
            return result
        if subnormal:
            context._raise(Subnormal, None)
        if context.clamp == 1 and self._exp > etop:
            context._raise(Clamped, None)
            return Decimal._make(self._sign, self._int * 10 ** (self._exp - etop), etop)
        return self

    def _check_nans(self, other, context):
        """The result of an operation with a NaN, else None."""
        for value in (self, other):
            if value is not None and value._kind == "snan":
                return context._raise(InvalidOperation, Decimal._special("nan", value._sign, value._int))
        for value in (self, other):
            if value is not None and value._kind == "nan":
                return value
        return None

    def _negated(self):
        result = Decimal._copy_of(self)
        result._sign = 1 - self._sign
        return result

    def copy_abs(self):
        """Returns a copy with the sign set to 0."""
        result = Decimal._copy_of(self)
        result._sign = 0
        return result

    def copy_negate(self):
        """Returns a copy with the sign inverted."""
        return self._negated()

    def copy_sign(self, other, context=None):
        """Returns self with the sign of other."""
        result = Decimal._copy_of(self)
        result._sign = _operand(other)._sign
        return result

    def __bool__(self):
        return self._kind is not None or self._int != 0

    def _compare(self, other):
        """The sign of the difference; neither is a NaN."""
        if self._kind == "inf" or other._kind == "inf":
            a = 0 if self._kind is None else (-1 if self._sign else 1)
            b = 0 if other._kind is None else (-1 if other._sign else 1)
            return (a > b) - (a < b)
        a = -self._int if self._sign else self._int
        b = -other._int if other._sign else other._int
        if not a or not b or self._sign != other._sign:
            return (a > b) - (a < b)
        x, y = self.adjusted(), other.adjusted()
        if x != y:
            return 1 if (x > y) != bool(self._sign) else -1
        if self._exp > other._exp:
            a *= 10 ** (self._exp - other._exp)
        else:
            b *= 10 ** (other._exp - self._exp)
        return (a > b) - (a < b)

    def __eq__(self, other):
        other = _convert_for_comparison(other, True)
        if other is NotImplemented:
            return other
        if self._is_nan() or other._is_nan():
            if self._kind == "snan" or other._kind == "snan":
                getcontext()._raise(InvalidOperation, None)
            return False
        return self._compare(other) == 0

    def _ordered(self, other):
        other = _convert_for_comparison(other, False)
        if other is NotImplemented:
            return other
        if self._is_nan() or other._is_nan():
            getcontext()._raise(InvalidOperation, None)
            return None
        return self._compare(other)

    def __lt__(self, other):
        sign = self._ordered(other)
        return sign if sign is NotImplemented else sign is not None and sign < 0

    def __le__(self, other):
        sign = self._ordered(other)
        return sign if sign is NotImplemented else sign is not None and sign <= 0

    def __gt__(self, other):
        sign = self._ordered(other)
        return sign if sign is NotImplemented else sign is not None and sign > 0

    def __ge__(self, other):
        sign = self._ordered(other)
        return sign if sign is NotImplemented else sign is not None and sign >= 0

    def compare(self, other, context=None):
        """Compare self to other.  Return a decimal value: NaN, -1, 0 or 1."""
        other = _operand(other)
        nan = self._check_nans(other, context or getcontext())
        return nan if nan is not None else Decimal(self._compare(other))

    def max(self, other, context=None):
        """Returns the larger value."""
        other = _operand(other)
        return (other if self._compare(other) < 0 else self)._fix(context or getcontext())

    def min(self, other, context=None):
        """Returns the smaller value."""
        other = _operand(other)
        return (self if self._compare(other) < 0 else other)._fix(context or getcontext())

    def __hash__(self):
        if self._kind == "snan":
            raise TypeError("Cannot hash a signaling NaN value")
        if self._kind == "nan":
            return object.__hash__(self)
        if self._kind == "inf":
            return -314159 if self._sign else 314159
        modulus = 2305843009213693951
        if self._exp >= 0:
            power = pow(10, self._exp, modulus)
        else:
            power = pow(pow(10, modulus - 2, modulus), -self._exp, modulus)
        value = self._int * power % modulus
        result = -value if self._sign else value
        return -2 if result == -1 else result

    def __neg__(self):
        context = getcontext()
        nan = self._check_nans(None, context) if self._is_nan() else None
        if nan is not None:
            return nan
        if not self and self._kind is None and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return self._negated()._fix(context)

    def __pos__(self):
        context = getcontext()
        nan = self._check_nans(None, context) if self._is_nan() else None
        if nan is not None:
            return nan
        if not self and self._kind is None and context.rounding != ROUND_FLOOR:
            return self.copy_abs()._fix(context)
        return self._fix(context)

    def __abs__(self):
        return -self if self._sign else +self

    def _add(self, other, context):
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan
        if self._kind == "inf":
            if other._kind == "inf" and self._sign != other._sign:
                return context._raise(InvalidOperation, Decimal._special("nan", 0))
            return self
        if other._kind == "inf":
            return other
        exp = min(self._exp, other._exp)
        if not self._int and not other._int:
            sign = self._sign if self._sign == other._sign else (1 if context.rounding == ROUND_FLOOR else 0)
            return Decimal._make(sign, 0, exp)._fix(context)
        if not self._int or not other._int:
            value = other if not self._int else self
            exp = max(exp, value._exp - context.prec - 1)
            shift = value._exp - exp
            coefficient = value._int * 10 ** shift if shift >= 0 else value._int // 10 ** -shift
            return Decimal._make(value._sign, coefficient, exp)._fix(context)
        a, b = self, other
        if a._exp < b._exp:
            a, b = b, a
        # What is far below the last digit that counts only says that there is something.
        limit = a._exp + min(-1, a._digits() - context.prec - 2)
        if b._digits() + b._exp - 1 < limit:
            b = Decimal._make(b._sign, 1, limit)
        exp = min(a._exp, b._exp)
        x = a._int * 10 ** (a._exp - exp)
        y = b._int * 10 ** (b._exp - exp)
        total = (-x if a._sign else x) + (-y if b._sign else y)
        if total == 0:
            return Decimal._make(1 if context.rounding == ROUND_FLOOR else 0, 0, exp)._fix(context)
        return Decimal._make(1 if total < 0 else 0, abs(total), exp)._fix(context)

    def __add__(self, other):
        other = _convert_other(other)
        return other if other is NotImplemented else self._add(other, getcontext())

    def __radd__(self, other):
        other = _convert_other(other)
        return other if other is NotImplemented else other._add(self, getcontext())

    def __sub__(self, other):
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        if self._is_nan() or other._is_nan():
            return self._check_nans(other, getcontext())
        return self._add(other._negated(), getcontext())

    def __rsub__(self, other):
        other = _convert_other(other)
        return other if other is NotImplemented else other.__sub__(self)

    def _mul(self, other, context):
        sign = self._sign ^ other._sign
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan
        if self._kind == "inf" or other._kind == "inf":
            if not self or not other:
                return context._raise(InvalidOperation, Decimal._special("nan", 0))
            return Decimal._special("inf", sign)
        return Decimal._make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    def __mul__(self, other):
        other = _convert_other(other)
        return other if other is NotImplemented else self._mul(other, getcontext())

    __rmul__ = __mul__

    def _div(self, other, context):
        sign = self._sign ^ other._sign
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan
        if self._kind == "inf":
            if other._kind == "inf":
                return context._raise(InvalidOperation, Decimal._special("nan", 0))
            return Decimal._special("inf", sign)
        if other._kind == "inf":
            context._raise(Clamped, None)
            return Decimal._make(sign, 0, context.Etiny())
        if not other._int:
            if not self._int:
                return context._raise(DivisionUndefined, Decimal._special("nan", 0))
            return context._raise(DivisionByZero, Decimal._special("inf", sign))
        if not self._int:
            return Decimal._make(sign, 0, self._exp - other._exp)._fix(context)
        shift = other._digits() - self._digits() + context.prec + 1
        exp = self._exp - other._exp - shift
        if shift >= 0:
            coefficient, rest = divmod(self._int * 10 ** shift, other._int)
        else:
            coefficient, rest = divmod(self._int, other._int * 10 ** -shift)
        if rest:
            if coefficient % 5 == 0:
                coefficient += 1
        else:
            ideal = self._exp - other._exp
            while exp < ideal and coefficient % 10 == 0:
                coefficient //= 10
                exp += 1
        return Decimal._make(sign, coefficient, exp)._fix(context)

    def __truediv__(self, other):
        other = _convert_other(other)
        return other if other is NotImplemented else self._div(other, getcontext())

    def __rtruediv__(self, other):
        other = _convert_other(other)
        return other if other is NotImplemented else other._div(self, getcontext())

    def _divide(self, other, context):
        """Quotient and remainder, both finite and the divisor not zero."""
        sign = self._sign ^ other._sign
        if other._kind == "inf":
            return Decimal._make(sign, 0, 0), self._fix(context)
        ideal = min(self._exp, other._exp)
        if not self._int or self.adjusted() - other.adjusted() <= -2:
            rest = self._int * 10 ** (self._exp - ideal) if self._exp - ideal < 10000 else 0
            return Decimal._make(sign, 0, 0), Decimal._make(self._sign, rest, ideal)._fix(context)
        if self.adjusted() - other.adjusted() <= context.prec:
            a, b = self._int, other._int
            if self._exp >= other._exp:
                a *= 10 ** (self._exp - other._exp)
            else:
                b *= 10 ** (other._exp - self._exp)
            q, r = divmod(a, b)
            if q < 10 ** context.prec:
                return Decimal._make(sign, q, 0), Decimal._make(self._sign, r, ideal)._fix(context)
        nan = context._raise(DivisionImpossible, Decimal._special("nan", 0))
        return nan, nan

    def __divmod__(self, other):
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        context = getcontext()
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan, nan
        sign = self._sign ^ other._sign
        if self._kind == "inf":
            nan = Decimal._special("nan", 0)
            if other._kind == "inf":
                nan = context._raise(InvalidOperation, nan)
                return nan, nan
            return Decimal._special("inf", sign), context._raise(InvalidOperation, nan)
        if not other:
            nan = Decimal._special("nan", 0)
            if not self:
                nan = context._raise(DivisionUndefined, nan)
                return nan, nan
            return (context._raise(DivisionByZero, Decimal._special("inf", sign)),
                    context._raise(InvalidOperation, nan))
        return self._divide(other, context)

    def __rdivmod__(self, other):
        other = _convert_other(other)
        return other if other is NotImplemented else other.__divmod__(self)

    def __floordiv__(self, other):
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        context = getcontext()
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan
        sign = self._sign ^ other._sign
        if self._kind == "inf":
            if other._kind == "inf":
                return context._raise(InvalidOperation, Decimal._special("nan", 0))
            return Decimal._special("inf", sign)
        if not other:
            if self:
                return context._raise(DivisionByZero, Decimal._special("inf", sign))
            return context._raise(DivisionUndefined, Decimal._special("nan", 0))
        return self._divide(other, context)[0]

    def __rfloordiv__(self, other):
        other = _convert_other(other)
        return other if other is NotImplemented else other.__floordiv__(self)

    def __mod__(self, other):
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        context = getcontext()
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan
        if self._kind == "inf":
            return context._raise(InvalidOperation, Decimal._special("nan", 0))
        if not other:
            condition = InvalidOperation if self else DivisionUndefined
            return context._raise(condition, Decimal._special("nan", 0))
        return self._divide(other, context)[1]

    def __rmod__(self, other):
        other = _convert_other(other)
        return other if other is NotImplemented else other.__mod__(self)

    def remainder_near(self, other, context=None):
        """Remainder nearest to 0-  abs(remainder-near) <= other/2"""
        context = context or getcontext()
        other = _operand(other)
        q, r = self._divide(other, context)
        twice = abs(r) * 2
        if twice > abs(other) or twice == abs(other) and q._int % 2:
            r = r - abs(other) if r._sign == 0 else r + abs(other)
        return r

    def fma(self, other, third, context=None):
        """Fused multiply-add: self*other+third with no rounding of the intermediate product."""
        other, third = _operand(other), _operand(third)
        product = Decimal._make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product._add(third, context or getcontext())

    def _pow(self, other, context):
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan
        if not other:
            if not self:
                return context._raise(InvalidOperation, Decimal._special("nan", 0))
            return Decimal(1)
        is_int = other._kind is None and other == other.to_integral_value()
        sign = self._sign if is_int and int(other) % 2 else 0
        if self._sign and self and not is_int and other._kind is None:
            return context._raise(InvalidOperation, Decimal._special("nan", 0))
        if not self:
            if other._sign == 0:
                return Decimal._make(sign, 0, 0)
            return Decimal._special("inf", sign)
        if self._kind == "inf":
            return Decimal._special("inf", sign) if other._sign == 0 else Decimal._make(sign, 0, 0)
        if other._kind == "inf":
            size = self.copy_abs()._compare(Decimal(1))
            if size == 0:
                return Decimal(1)._fix(context)
            return Decimal._special("inf", 0) if (size > 0) == (other._sign == 0) else Decimal._make(0, 0, 0)
        if is_int:
            n = int(other)
            if abs(n) <= 10 ** 6:
                return self._int_power(n, sign, context)
        # exp(other * ln(self)) with digits to spare.
        work = context.copy()
        work.prec = context.prec + 10 + len(str(abs(int(other)) + 1))
        work.clear_traps()
        result = self.copy_abs()._ln(work)._mul(other, work)._exp_value(work)
        if sign:
            result = result._negated()
        exact = result._fix(context)
        if is_exact_power(self, other, exact):
            return exact
        context._raise(Inexact, None)
        context._raise(Rounded, None)
        return exact

    def _int_power(self, n, sign, context):
        size = abs(n)
        digits = self._digits()
        if n > 0 and digits * size <= 20 * context.prec + 1000:
            return Decimal._make(sign, self._int ** size, self._exp * size)._fix(context)
        work = context.copy()
        work.prec = context.prec + len(str(size)) + 6
        work.clear_traps()
        result = Decimal(1)
        base = self.copy_abs()
        while size:
            if size & 1:
                result = result._mul(base, work)
            base = base._mul(base, work)
            size >>= 1
        if n < 0:
            result = Decimal(1)._div(result, work)
        result._sign = sign
        fixed = result._fix(context)
        if n < 0:
            # An exact quotient has no zeros at its end.
            exact = Decimal(1)._div(Decimal._make(0, self._int ** -n, 0), work) if self._digits() * -n < 2000 else result
            coefficient, exp = exact._int, exact._exp - self._exp * -n
            if not work.flags[Inexact] and coefficient:
                while coefficient % 10 == 0:
                    coefficient //= 10
                    exp += 1
                return Decimal._make(sign, coefficient, exp)._fix(context)
        return fixed

    def __pow__(self, other, modulo=None):
        other = _convert_other(other)
        if other is NotImplemented:
            return other
        if modulo is not None:
            return Decimal(pow(int(self), int(other), int(modulo)))
        return self._pow(other, getcontext())

    def __rpow__(self, other, modulo=None):
        other = _convert_other(other)
        return other if other is NotImplemented else other.__pow__(self)

    def sqrt(self, context=None):
        """Return the square root of self."""
        context = context or getcontext()
        nan = self._check_nans(None, context)
        if nan is not None:
            return nan
        if self._kind == "inf" and self._sign == 0:
            return self
        if not self:
            return Decimal._make(self._sign, 0, self._exp // 2)._fix(context)
        if self._sign:
            return context._raise(InvalidOperation, Decimal._special("nan", 0))
        prec = context.prec + 1
        exp = self._exp >> 1
        coefficient = self._int
        digits = self._digits()
        if self._exp & 1:
            coefficient *= 10
            length = (digits >> 1) + 1
        else:
            length = digits + 1 >> 1
        shift = prec - length
        if shift >= 0:
            coefficient *= 100 ** shift
            exact = True
        else:
            coefficient, rest = divmod(coefficient, 100 ** -shift)
            exact = not rest
        exp -= shift
        root = _math.isqrt(coefficient)
        exact = exact and root * root == coefficient
        if exact:
            if shift >= 0:
                root //= 10 ** shift
            else:
                root *= 10 ** -shift
            exp += shift
        elif root % 5 == 0:
            root += 1
        saved = context.rounding
        context.rounding = ROUND_HALF_EVEN
        try:
            return Decimal._make(0, root, exp)._fix(context)
        finally:
            context.rounding = saved

    def _exp_value(self, context):
        """e ** self, to about the context's precision."""
        if self._kind == "inf":
            return Decimal._make(0, 0, 0) if self._sign else self
        if not self:
            return Decimal(1)
        work = context.prec + 6
        scale = 10 ** (work + max(self.adjusted(), 0) + 3)
        n, d = self.copy_abs().as_integer_ratio()
        # x is halved until it is small.
        halvings = max(0, (n // d).bit_length() + 8)
        x = n * scale // (d << halvings)
        term = total = scale
        i = 1
        while term:
            term = term * x // (scale * i)
            total += term
            i += 1
        for _ in range(halvings):
            total = total * total // scale
        places = len(str(scale)) - 1
        if self._sign:
            total = scale * scale // total if total else 0
        return Decimal._make(0, total, -places)

    def exp(self, context=None):
        """Return the value of the (natural) exponential function e**x at the given number."""
        context = context or getcontext()
        nan = self._check_nans(None, context)
        if nan is not None:
            return nan
        if self._kind == "inf":
            return Decimal._make(0, 0, 0) if self._sign else self
        if not self:
            return Decimal(1)
        work = context.copy()
        work.prec = context.prec + 5
        if self._sign:
            work.prec += int(abs(self.adjusted())) + abs(int(self)) // 2 + 3
        result = self._exp_value(work)
        saved = context.rounding
        context.rounding = ROUND_HALF_EVEN
        try:
            return _sticky(result)._fix(context)
        finally:
            context.rounding = saved

    def _ln(self, context):
        """The natural logarithm of a positive number, to about the context's precision."""
        places = context.prec + 8
        scale = 10 ** places
        exponent = self.adjusted()
        n, d = Decimal._make(0, self._int, self._exp - exponent).as_integer_ratio()
        x = n * scale // d
        # ln(x) = 2 atanh((x - 1) / (x + 1)), after roots have brought x near 1.
        roots = 0
        while abs(x - scale) * 100 > scale:
            x = _math.isqrt(x * scale)
            roots += 1
        z = (x - scale) * scale // (x + scale)
        square = z * z // scale
        term = total = z
        i = 3
        while term:
            term = term * square // scale
            total += term // i
            i += 2
        total = 2 * total << roots
        if exponent:
            total += exponent * _ln10(places)
        return Decimal._make(1 if total < 0 else 0, abs(total), -places)

    def ln(self, context=None):
        """Return the natural (base e) logarithm of the operand."""
        return self._logarithm(context or getcontext(), False)

    def log10(self, context=None):
        """Return the base ten logarithm of the operand."""
        return self._logarithm(context or getcontext(), True)

    def _logarithm(self, context, ten):
        nan = self._check_nans(None, context)
        if nan is not None:
            return nan
        if not self:
            return Decimal._special("inf", 1)
        if self._sign:
            return context._raise(InvalidOperation, Decimal._special("nan", 0))
        if self._kind == "inf":
            return self
        if self == 1:
            return Decimal(0)
        if ten and str(self._int).rstrip("0") == "1":
            return Decimal(self.adjusted())._fix(context)
        work = context.copy()
        work.prec = context.prec + 15 + abs(len(str(self._exp)))
        work.clear_traps()
        if abs(self.adjusted()) <= 1:
            work.prec += context.prec
        result = self._ln(work)
        if ten:
            result = result._div(Decimal._make(0, _ln10(work.prec), -work.prec), work)
        saved = context.rounding
        context.rounding = ROUND_HALF_EVEN
        try:
            return _sticky(result)._fix(context)
        finally:
            context.rounding = saved

    def logb(self, context=None):
        """Return the adjusted exponent of the operand as a Decimal instance."""
        return Decimal(self.adjusted())

    def quantize(self, exp, rounding=None, context=None):
        """Return a value equal to the first operand after rounding and having the exponent of the second operand."""
        exp = _operand(exp)
        context = context or getcontext()
        rounding = context.rounding if rounding is None else rounding
        nan = self._check_nans(exp, context)
        if nan is not None:
            return nan
        if self._kind == "inf" or exp._kind == "inf":
            if self._kind == exp._kind:
                return self
            return context._raise(InvalidOperation, Decimal._special("nan", 0))
        if not context.Etiny() <= exp._exp <= context.Emax:
            return context._raise(InvalidOperation, Decimal._special("nan", 0))
        if not self:
            return Decimal._make(self._sign, 0, exp._exp)._fix(context)
        if self.adjusted() > context.Emax or self.adjusted() - exp._exp + 1 > context.prec:
            return context._raise(InvalidOperation, Decimal._special("nan", 0))
        result, lost = self._rescaled(exp._exp, rounding)
        if result._digits() > context.prec:
            return context._raise(InvalidOperation, Decimal._special("nan", 0))
        if result._exp > self._exp:
            if lost:
                context._raise(Inexact, None)
            context._raise(Rounded, None)
        return result._fix(context)

    def _rescaled(self, exp, rounding):
        if self._exp >= exp:
            return Decimal._make(self._sign, self._int * 10 ** (self._exp - exp), exp), False
        kept, lost = _cut(self._sign, self._int, exp - self._exp, rounding)
        return Decimal._make(self._sign, kept, exp), lost

    def same_quantum(self, other, context=None):
        """Return True if self and other have the same exponent."""
        other = _operand(other)
        if self._kind is not None or other._kind is not None:
            return self._is_nan() and other._is_nan() or self._kind == other._kind == "inf"
        return self._exp == other._exp

    def to_integral_value(self, rounding=None, context=None):
        """Rounds to the nearest integer, without raising inexact, rounded."""
        context = context or getcontext()
        if self._kind is not None or self._exp >= 0:
            return self
        return self._rescaled(0, context.rounding if rounding is None else rounding)[0]

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        """Rounds to a nearby integer, raising inexact and rounded where something is lost."""
        context = context or getcontext()
        if self._kind is not None or self._exp >= 0:
            return self
        result, lost = self._rescaled(0, context.rounding if rounding is None else rounding)
        if lost:
            context._raise(Inexact, None)
        context._raise(Rounded, None)
        return result

    def normalize(self, context=None):
        """Normalize- strip trailing 0s, change anything equal to 0 to 0e0"""
        context = context or getcontext()
        nan = self._check_nans(None, context)
        if nan is not None:
            return nan
        result = self._fix(context)
        if result._kind == "inf":
            return result
        if not result:
            return Decimal._make(result._sign, 0, 0)
        coefficient, exp = result._int, result._exp
        while coefficient % 10 == 0 and exp < context.Emax:
            coefficient //= 10
            exp += 1
        return Decimal._make(result._sign, coefficient, exp)

    def scaleb(self, other, context=None):
        """Returns self operand after adding the second value to its exp."""
        return Decimal._make(self._sign, self._int, self._exp + int(other))._fix(context or getcontext())

    def shift(self, other, context=None):
        """Returns a shifted copy of self, value-of-other times."""
        n = int(other)
        coefficient = self._int * 10 ** n if n >= 0 else self._int // 10 ** -n
        return Decimal._make(self._sign, coefficient % 10 ** (context or getcontext()).prec, self._exp)

    def number_class(self, context=None):
        """Returns an indication of the class of self."""
        if self._kind == "snan":
            return "sNaN"
        if self._kind == "nan":
            return "NaN"
        sign = "-" if self._sign else "+"
        if self._kind == "inf":
            return sign + "Infinity"
        if not self:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    def radix(self):
        return Decimal(10)

    def conjugate(self):
        return self

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def __int__(self):
        if self._kind is not None:
            if self._kind == "inf":
                raise OverflowError("cannot convert Infinity to integer")
            raise ValueError("cannot convert NaN to integer")
        value = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -value if self._sign else value

    __trunc__ = __int__

    def __float__(self):
        if self._kind == "snan":
            raise ValueError("cannot convert signaling NaN to float")
        if self._kind == "nan":
            return float("-nan" if self._sign else "nan")
        return float(str(self))

    def __complex__(self):
        return complex(float(self))

    def __floor__(self):
        return int(self._integral(ROUND_FLOOR))

    def __ceil__(self):
        return int(self._integral(ROUND_CEILING))

    def _integral(self, rounding):
        if self._kind is not None:
            if self._kind == "inf":
                raise OverflowError("cannot convert Infinity to integer")
            raise ValueError("cannot convert NaN to integer")
        return self._rescaled(0, rounding)[0] if self._exp < 0 else self

    def __round__(self, n=None):
        if n is not None:
            if not isinstance(n, int):
                raise TypeError("optional arg must be an integer")
            return self.quantize(Decimal._make(0, 1, -n), ROUND_HALF_EVEN)
        return int(self._integral(ROUND_HALF_EVEN))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __format__(self, specifier, context=None):
        if not isinstance(specifier, str):
            raise TypeError("format arg must be str")
        return _formatted(self, specifier, context or getcontext())


def _overflown(sign, context):
    rounding = context.rounding
    if rounding in (ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_UP) \
            or rounding == ROUND_CEILING and not sign or rounding == ROUND_FLOOR and sign:
        return Decimal._special("inf", sign)
    return Decimal._make(sign, 10 ** context.prec - 1, context.Etop())


def _sticky(value):
    """An approximation with a digit at its end that says that it is not exact."""
    return Decimal._make(value._sign, value._int * 10 + 1, value._exp - 1)


def is_exact_power(base, exponent, result):
    """Whether result ** d == base ** n, for an exponent of n / d with a small d."""
    n, d = exponent.as_integer_ratio()
    if d > 64 or abs(n) > 1000 or result._kind is not None:
        return False
    a, b = base.as_integer_ratio()
    x, y = result.as_integer_ratio()
    if n < 0:
        a, b, n = b, a, -n
    return x ** d * b ** n == a ** n * y ** d


_ln10_known = [0, 0]


def _ln10(places):
    """ln(10) times 10 ** places."""
    if _ln10_known[0] < places:
        more = places + 10
        scale = 10 ** more

        def inverse_atanh(k):
            term = total = scale // k
            i = 3
            while term:
                term //= k * k
                total += term // i
                i += 2
            return total

        value = 46 * inverse_atanh(31) + 34 * inverse_atanh(49) + 20 * inverse_atanh(161)
        _ln10_known[0] = more
        _ln10_known[1] = value
    return _ln10_known[1] // 10 ** (_ln10_known[0] - places)


def _convert_other(other):
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return Decimal._make(1 if other < 0 else 0, abs(int(other)), 0)
    return NotImplemented


def _convert_for_comparison(other, equality):
    if isinstance(other, Decimal):
        return other
    if isinstance(other, int):
        return Decimal(other)
    if isinstance(other, float):
        getcontext().flags[FloatOperation] = True
        return Decimal.from_float(other)
    if equality and isinstance(other, complex) and other.imag == 0:
        return Decimal.from_float(other.real)
    if isinstance(other, _numbers.Rational):
        n, d = other.numerator, other.denominator
        # Compared by a number that is as far from ours as the fraction is.
        return Decimal(n)._div(Decimal(d), Context(prec=1000, traps=[]))
    return NotImplemented


_SPEC = _re.compile(
    r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<no_neg_0>z)?(?P<alt>\#)?(?P<zeropad>0)?(?P<width>\d+)?"
    r"(?P<sep>,)?(?:\.(?P<precision>\d+))?(?P<type>[eEfFgGn%])?\Z", _re.DOTALL)


def _formatted(value, specifier, context):
    m = _SPEC.match(specifier)
    if m is None:
        raise ValueError("invalid format string")
    fill, align, kind = m["fill"], m["align"], m["type"]
    if m["zeropad"]:
        if align is not None or fill is not None:
            raise ValueError("invalid format string")
        fill, align = "0", "="
    fill = fill or " "
    align = align or ">"
    width = int(m["width"] or "0")
    precision = None if m["precision"] is None else int(m["precision"])
    if value._kind is not None:
        sign = _sign_text(value._sign, m["sign"])
        body = str(value.copy_abs())
        if kind == "%":
            body += "%"
        if align == "=" and fill == "0":
            fill, align = " ", ">"
        return _padded(sign, body, fill, align, width)
    if kind is None:
        kind = "g" if context.capitals == 0 else "G"
        if precision is None:
            pass
    if kind == "%":
        value = Decimal._make(value._sign, value._int, value._exp + 2)
    if kind == "n":
        kind = "g"
    rounding = context.rounding
    if precision is not None:
        if kind in "eE":
            value = _to_figures(value, precision + 1, rounding)
        elif kind in "fF%":
            value = value._rescaled(-precision, rounding)[0]
        elif kind in "gG" and value._digits() > max(precision, 1):
            value = _to_figures(value, max(precision, 1), rounding)
    if not value and value._exp > 0 and kind in "fF%":
        value = value._rescaled(0, rounding)[0]
    negative = value._sign
    if m["no_neg_0"] and not value:
        negative = 0
    digits = str(value._int)
    left = value._exp + len(digits)
    if kind in "eE":
        if not value and precision is not None:
            place = 1 - precision
        else:
            place = 1
    elif kind in "fF%":
        place = left
    elif value._exp <= 0 and left > -6:
        place = left
    else:
        place = 1
    if place < 0:
        whole, frac = "0", "0" * -place + digits
    elif place > len(digits):
        whole, frac = digits + "0" * (place - len(digits)), ""
    else:
        whole, frac = digits[:place] or "0", digits[place:]
    exp = left - place
    tail = ("." + frac if frac or m["alt"] else "")
    if exp != 0 or kind in "eE":
        tail += ("e" if kind in "eg" else "E") + "%+d" % exp
    if kind == "%":
        tail += "%"
    sign = _sign_text(negative, m["sign"])
    if m["sep"] or fill == "0" and align == "=":
        min_width = width - len(sign) - len(tail) if fill == "0" and align == "=" else 0
        whole = _with_separators(whole, m["sep"] or "", min_width)
    return _padded(sign, whole + tail, fill, align, width)


def _to_figures(value, figures, rounding):
    if not value._int:
        return Decimal._make(value._sign, 0, value.adjusted() + 1 - figures)
    exp = value.adjusted() + 1 - figures
    result = value._rescaled(exp, rounding)[0]
    if result.adjusted() != value.adjusted():
        result = result._rescaled(exp + 1, rounding)[0]
    return result


def _sign_text(negative, spec):
    return "-" if negative else spec if spec in (" ", "+") else ""


def _padded(sign, body, fill, align, width):
    padding = fill * (width - len(sign) - len(body))
    if align == "<":
        return sign + body + padding
    if align == ">":
        return padding + sign + body
    if align == "=":
        return sign + padding + body
    half = len(padding) // 2
    return padding[:half] + sign + body + padding[half:]


def _with_separators(digits, sep, width):
    if not sep:
        return digits.zfill(max(width, 1))
    while True:
        head = len(digits) % 3 or 3
        text = sep.join([digits[:head]] + [digits[i:i + 3] for i in range(head, len(digits), 3)])
        if len(text) >= width:
            return text
        digits = "0" + digits

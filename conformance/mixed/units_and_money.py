"""Operator overloading: money and units that refuse to mix."""

from functools import total_ordering


class CurrencyError(TypeError):
    pass


@total_ordering
class Money:
    __slots__ = ("cents", "currency")

    def __init__(self, amount, currency="EUR"):
        self.cents = round(amount * 100)
        self.currency = currency

    def _check(self, other):
        if self.currency != other.currency:
            raise CurrencyError(f"cannot mix {self.currency} and {other.currency}")

    @classmethod
    def _of(cls, cents, currency):
        money = cls(0, currency)
        money.cents = cents
        return money

    def __add__(self, other):
        if other == 0:
            return self
        if not isinstance(other, Money):
            return NotImplemented
        self._check(other)
        return self._of(self.cents + other.cents, self.currency)

    __radd__ = __add__

    def __sub__(self, other):
        return self + -other

    def __neg__(self):
        return self._of(-self.cents, self.currency)

    def __mul__(self, factor):
        if isinstance(factor, Money):
            return NotImplemented
        return self._of(round(self.cents * factor), self.currency)

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, Money):
            self._check(other)
            return self.cents / other.cents
        return self * (1 / other)

    def __eq__(self, other):
        return isinstance(other, Money) and (self.cents, self.currency) == (other.cents, other.currency)

    def __lt__(self, other):
        self._check(other)
        return self.cents < other.cents

    def __hash__(self):
        return hash((self.cents, self.currency))

    def __bool__(self):
        return self.cents != 0

    def __format__(self, spec):
        return f"{self.cents / 100:{spec or ',.2f'}} {self.currency}"

    def __str__(self):
        return format(self)

    def __repr__(self):
        return f"Money({self.cents / 100}, {self.currency!r})"

    def split(self, n):
        share, rest = divmod(self.cents, n)
        return [self._of(share + (i < rest), self.currency) for i in range(n)]


a, b = Money(10.10), Money(5.55)
print(a + b, a - b, a * 3, 0.5 * b, a / b, -a, a / 4, sum([a, b, b]), [str(m) for m in Money(100).split(3)])
print(a > b, max(a, b), a == Money(10.1), len({a, Money(10.1)}), bool(Money(0)), f"{Money(1234567.891)} {a:>10.1f}", repr(b))
for bad in (lambda: a + Money(1, "USD"), lambda: a + 1, lambda: a < Money(1, "JPY"), lambda: a * a, lambda: a / Money(0)):
    try:
        print(bad())
    except (TypeError, ZeroDivisionError) as error:
        print(type(error).__name__, error)

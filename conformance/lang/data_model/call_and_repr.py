"""__call__, __repr__, __str__, __format__, __bytes__, __index__, __int__, __float__."""


class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *more, scale=1):
        return (self.n + x + sum(more)) * scale

    def __repr__(self):
        return f"Adder({self.n!r})"

    def __index__(self):
        return self.n

    def __float__(self):
        return self.n / 2

    def __bytes__(self):
        return bytes([self.n])

    def __round__(self, digits=None):
        return ("round", digits)


a = Adder(3)
print(a(1), a(1, 2, scale=10), a, str(a), [a], f"{a} {a!s} {a!r}", callable(a), callable(5))
print("abcdef"[a], [0] * a, hex(a), int(a), float(a), bytes(a), round(a), round(a, 2), list(range(a)))


class Both:
    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


b = Both()
print(b, [b], (b,), {b: b}, f"{b}", "%s %r" % (b, b), "{} {!r}".format(b, b))


class OnlyStr:
    def __str__(self):
        return "only"


print(str(OnlyStr()), repr(OnlyStr()).startswith("<__main__.OnlyStr object at "))


class BadStr:
    def __str__(self):
        return 5


for bad in (lambda: str(BadStr()), lambda: int(BadStr()), lambda: BadStr()(), lambda: [1][BadStr()], lambda: float(BadStr())):
    try:
        bad()
    except TypeError as error:
        print(error)

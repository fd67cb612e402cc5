"""Operator methods, reflected ones, in-place ones, NotImplemented."""


class Vec:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"Vec({self.x}, {self.y})"

    def __add__(self, other):
        if not isinstance(other, Vec):
            return NotImplemented
        return Vec(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vec(self.x - other.x, self.y - other.y)

    def __mul__(self, k):
        if isinstance(k, (int, float)):
            return Vec(self.x * k, self.y * k)
        if isinstance(k, Vec):
            return self.x * k.x + self.y * k.y
        return NotImplemented

    __rmul__ = __mul__

    def __truediv__(self, k):
        return Vec(self.x / k, self.y / k)

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __bool__(self):
        return bool(self.x or self.y)

    def __iadd__(self, other):
        self.x += other.x
        self.y += other.y
        return self

    def __pow__(self, n, modulo=None):
        return ("pow", n, modulo)

    def __rsub__(self, other):
        return ("rsub", other)

    def __matmul__(self, other):
        return "matmul"


a, b = Vec(1, 2), Vec(3, 4)
print(a + b, a - b, a * 2, 2 * a, a * b, a / 2, -a, abs(b), bool(Vec(0, 0)))
alias = a
a += b
print(a, alias is a, a**3, pow(a, 2, 5), 5 - a, a @ b)
a *= 2
print(a, alias is a)
for bad in (lambda: a + 1, lambda: 1 + a, lambda: a * "x", lambda: "x" * a, lambda: a // 2, lambda: +a, lambda: a @ 1 + a, lambda: ~a):
    try:
        print(bad())
    except TypeError as error:
        print(error)

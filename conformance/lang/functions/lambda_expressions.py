"""Lambdas: defaults, stars, closures, conditionals, immediate calls."""

print((lambda: 1)(), (lambda x, y=2: x + y)(1), (lambda *a, **k: (a, k))(1, 2, z=3), (lambda x: lambda y: x * y)(3)(4))
ops = [lambda x: x + 1, lambda x: x * 2, lambda x: -x]
value = 5
for op in ops:
    value = op(value)
print(value, [f(10) for f in ops], sorted([3, -1, 2], key=lambda n: n * n), max("abc", key=lambda c: -ord(c)))
fact = lambda n: 1 if n < 2 else n * fact(n - 1)
print(fact(20), (lambda x: "even" if x % 2 == 0 else "odd")(7), list(map(lambda p: p[0] + p[1], [(1, 2), (3, 4)])))
print((lambda x: (yield_ := x) + 1)(1), (lambda: (1, 2))(), (lambda *, k: k)(k=5), [(lambda i=i: i)() for i in range(3)])

"""Comprehension variables are local to the comprehension."""

i = "outer"
squares = [i * i for i in range(4)]
print(squares, i)
print({i: j for i, j in zip("ab", "cd")}, i)
print([[i for i in range(j)] for j in range(3)], i)
print([i for i in [i for i in range(3)] if i], i)
x = 5
print([x for x in range(x)], x, sum(x for x in range(x + 1)))


def f():
    n = 3
    return [(lambda: n + k)() for k in range(n)], [lambda: k for k in range(3)]


values, lambdas = f()
print(values, [g() for g in lambdas])
print([y := 1, y + 1], y)


def leak():
    return [last := v for v in "abc"], last


print(leak())
gen = (i for i in range(3))
i = "changed"
print(list(gen), list(gen), i)
data = [1, 2]
lazy = (d * factor for d in data)
data = [100]
factor = 10
print(list(lazy))

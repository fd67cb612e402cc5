"""Unpacking in assignments and displays."""

a, b = 1, 2
a, b = b, a
print(a, b)
first, *middle, last = range(6)
print(first, middle, last)
*start, end = "xyz"
print(start, end)
only, *rest = [1]
print(only, rest)
(x, (y, *z)), w = (1, (2, 3, 4)), 5
print(x, y, z, w)
[p, q] = {"k1": 1, "k2": 2}
print(p, q)
print([*range(3), *"ab"], (*[1], 2), {*[1, 1, 2]}, {**{"a": 1}, "b": 2, **{"a": 3}})
for i, (name, (lo, hi)) in enumerate([("a", (1, 2)), ("b", (3, 4))]):
    print(i, name, lo, hi)
c = d = []
c.append(1)
print(d, c is d)
i = 0
i, values = 1, [10, 20]
values[i], i = i, 5
print(values, i)
for bad in (lambda: [0 for u, v in [(1, 2, 3)]], lambda: [0 for u, v in [(1,)]], lambda: [0 for u, *v, t in [(1,)]], lambda: [0 for u, v in [5]]):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

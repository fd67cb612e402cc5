"""tuple: immutability, methods, comparison, hashing."""

t = (1, "a", 2.5, 1)
print(t, t.count(1), t.index("a"), t.index(1, 1), len(t), t[0], t[-1], t[1:3], t[::-1], "a" in t)
print((), (1,), tuple("ab"), tuple([1, 2]), tuple(range(3)), (1, 2) + (3,), (0,) * 3, ((1, 2), [3]))
print((1, 2) < (1, 3), (1, 2) < (1, 2, 0), (2,) > (1, 99), (1, "a") == (1.0, "a"), (1, 2) == [1, 2])
print(hash((1, 2)) == hash((1.0, 2)), {(1, 2): "x"}, max((1, 5), (1, 3)), sorted([(2, 1), (1, 2)]), sum(((1,), (2,)), ()))
x, y = y, x = 1, 2
print(x, y)


def min_max(values):
    return min(values), max(values)


low, high = min_max([3, 1, 2])
print(low, high, min_max("abc"), *min_max([1]))
inner = ([],)
inner[0].append(1)
print(inner)
for bad in (lambda: t.index("zz"), lambda: t[9], lambda: hash(([],)), lambda: t + [1], lambda: (1, "a") < (1, 2), lambda: t.append(1), lambda: t.__setitem__(0, 1), lambda: tuple(5)):
    try:
        bad()
    except (ValueError, IndexError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    t[0] = 5
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)

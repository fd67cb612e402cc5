"""Consumption of iterators by the builtins that take an iterable."""


def noisy(n):
    for i in range(n):
        print(f"<{i}>", end=" ")
        yield i


print(any(x == 1 for x in noisy(5)))
print(all(x < 2 for x in noisy(5)))
print(2 in noisy(5))
print(list(zip(noisy(3), noisy(2))))
print(max(noisy(3)), min(noisy(3)), sum(noisy(3)), sorted(noisy(3), reverse=True))
a, b, *c = noisy(4)
print(a, b, c)
first, *_ = noisy(2)
print(first, next(noisy(3)), tuple(noisy(2)), ",".join(str(x) for x in noisy(2)))
g = noisy(5)
next(g)
for x in g:
    if x == 2:
        break
print("left", list(g))
print(dict((x, x * x) for x in noisy(3)), {*noisy(2)} == {0, 1}, [*noisy(2)])
print(list(map(lambda x, y: (x, y), noisy(2), "abc")), list(filter(lambda x: x % 2, noisy(4))), list(enumerate(noisy(2), 10)))
lst = []
lst.extend(noisy(3))
lst[1:2] = noisy(2)
print(lst)

"""range, enumerate, zip, map, filter, reversed, sorted, iter, next, all, any."""

r = range(2, 20, 5)
print(r, list(r), len(r), r[1], r[-1], r[1:], 12 in r, 13 in r, r.index(7), r.count(2), r.start, r.stop, r.step, range(0), range(3) == range(0, 3, 1), list(range(5, 0, -2)), range(5)[::-1], bool(range(0)), hash(range(3)) == hash(range(3)), max(range(10)), list(reversed(r)), range(10**20)[5])
print(list(enumerate("ab")), list(enumerate([1], start=5)), list(zip([1, 2, 3], "ab")), list(zip()), list(zip("a")), list(zip(*[(1, 2), (3, 4)])), dict(zip("ab", range(2))))
print(list(map(lambda x: x + 1, [1, 2])), list(map(max, [1, 5], [3, 2])), list(filter(lambda x: x > 1, [1, 2, 3])), list(filter(None, [0, "", "a", []])), list(reversed("abc")), list(reversed([])), sorted((3, 1)), list(reversed({"a": 1, "b": 2})))
it = iter([1, 2])
print(next(it), next(it), next(it, "done"), all([]), any([]), all([1, 0]), any([0, 1]), all(x > 0 for x in [1, 2]), any(map(str.isupper, "aB")))
m = map(str, range(3))
print(next(m), list(m), list(m), type(m).__name__, type(zip()).__name__, type(enumerate("")).__name__, type(range(1)).__name__, type(iter([])).__name__, type(iter({})).__name__)
for bad in (lambda: list(zip([1], [1, 2], strict=True)), lambda: list(zip([1, 2], [1], strict=True)), lambda: range("a"), lambda: range(1, 2, 0), lambda: next(iter([])), lambda: reversed({1}), lambda: enumerate(5), lambda: list(map(lambda: 0, [1])), lambda: map(str), lambda: next(5), lambda: list(map(int, ["x"])), lambda: range(3)[5], lambda: range(3).index(9), lambda: reversed(iter([]))):
    try:
        print(bad())
    except (TypeError, ValueError, StopIteration, IndexError) as error:
        print(type(error).__name__, error)
for i, (a, b) in enumerate(zip("xy", [1, 2]), 1):
    print(i, a, b)

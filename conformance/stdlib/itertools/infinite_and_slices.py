"""itertools: count, cycle, repeat, islice, takewhile, dropwhile, chain."""

import itertools as it

print(list(it.islice(it.count(10), 3)), list(it.islice(it.count(0, -2), 3)), list(it.islice(it.count(0.5, 0.25), 3)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat("x", 3)), list(it.cycle([])))
print(list(it.islice("abcdef", 2)), list(it.islice("abcdef", 2, 4)), list(it.islice("abcdef", 1, None, 2)), list(it.islice([], 3)))
print(list(it.takewhile(lambda x: x < 3, [1, 2, 5, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 5, 1])), list(it.filterfalse(lambda x: x % 2, range(5))), list(it.filterfalse(None, [0, 1, ""])))
print(list(it.chain("ab", [1], ())), list(it.chain.from_iterable([[1, 2], "c"])), list(it.compress("abcd", [1, 0, True, 0])), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.zip_longest("abc", [1], fillvalue="-")), list(it.pairwise("abcd")), list(it.pairwise([1])))
c = it.count(1)
print(next(c), next(c), c, it.repeat(5), it.repeat("a", 2), list(map(pow, range(4), it.repeat(2))), list(zip(it.count(), "ab")))
print([list(b) for b in [it.batched("abcdefg", 3)]], list(it.batched([], 2)))
source = iter(range(10))
print(list(it.islice(source, 3)), next(source), list(it.islice(source, 2, None)))
a, b = it.tee([1, 2, 3])
print(next(a), list(b), list(a))
for bad in (lambda: it.islice([1], -1), lambda: list(it.batched("ab", 0)), lambda: it.islice([1], "a"), lambda: it.chain(5).__next__(), lambda: list(it.batched("abc", 2, strict=True)), lambda: it.repeat()):
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

"""set and frozenset: operators and methods (sorted, since sets have no order)."""

a, b = {1, 2, 3}, {3, 4}
show = lambda s: print(sorted(s))
for s in (a | b, a & b, a - b, a ^ b, a.union(b, [9]), a.intersection([1, 9]), a.difference([1], [2]), a.symmetric_difference(b)):
    show(s)
print(a <= a, a < a, {1} < a, a >= {1, 2}, a.issubset(range(5)), a.issuperset([1]), a.isdisjoint([7]), a == {3, 2, 1}, a != b)
a.add(5)
a.add(5)
a.discard(99)
a.remove(1)
a.update([6], {7})
show(a)
a.intersection_update({2, 5, 6})
a.difference_update([6])
a.symmetric_difference_update([2, 8])
show(a)
a |= {1}
a &= {1, 5}
a -= {5}
a ^= {1, 2}
show(a)
print(len(a), sorted(a), {7}.pop(), bool(set()), set(), {*()}, frozenset(), frozenset([1]))
f = frozenset([1, 2])
print(f | {3} == {1, 2, 3}, type(f | {3}).__name__, type({3} | f).__name__, hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset([2, 1])], f in {f})
print(sorted(set("hello")), len({1, 1.0, True}), sorted({x % 3 for x in range(9)}), {1, 2}.copy() == {1, 2}, {1} | {1})
for bad in (lambda: {1}.remove(2), lambda: set().pop(), lambda: {[]}, lambda: {1} | [2], lambda: f.add(3), lambda: {1} + {2}, lambda: set(5)):
    try:
        bad()
    except (KeyError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    s = {1}
    for x in s:
        s.add(x + 1)
except RuntimeError as error:
    print(error)

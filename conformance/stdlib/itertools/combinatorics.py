"""itertools: product, permutations, combinations, accumulate, groupby."""

import itertools as it
import operator

print(list(it.product("ab", [1, 2])), list(it.product([0, 1], repeat=2)), list(it.product()), list(it.product("ab", [])))
print(["".join(p) for p in it.permutations("abc")], list(it.permutations([1, 2, 3], 2)), list(it.permutations([1], 2)), len(list(it.permutations(range(5)))))
print(list(it.combinations("abcd", 2)), list(it.combinations([1, 2], 3)), list(it.combinations_with_replacement("ab", 2)), list(it.combinations([], 0)))
print(list(it.accumulate([1, 2, 3])), list(it.accumulate([3, 1, 4], max)), list(it.accumulate([1, 2, 3], operator.mul, initial=10)), list(it.accumulate("abc")), list(it.accumulate([])))
for key, group in it.groupby("aaabbca"):
    print(key, list(group), end=" ")
print()
people = [("Ann", "dev"), ("Bob", "dev"), ("Cid", "ops"), ("Dot", "dev")]
for role, group in it.groupby(people, key=lambda p: p[1]):
    print(role, [name for name, _ in group])
by_role = {role: [n for n, _ in g] for role, g in it.groupby(sorted(people, key=lambda p: p[1]), key=operator.itemgetter(1))}
print(by_role, [k for k, _ in it.groupby([1, 1, 2, 1])])
groups = it.groupby([1, 1, 2])
k1, g1 = next(groups)
k2, g2 = next(groups)
print(k1, list(g1), k2, list(g2))
triples = [(a, b, c) for a, b, c in it.combinations(range(1, 20), 3) if a * a + b * b == c * c]
print(triples)

"""List, set, dict comprehensions and generator expressions."""

print([x**2 for x in range(6) if x % 2])
print([(x, y) for x in "ab" for y in range(3) if y != 1])
print({len(w) for w in ["a", "bb", "cc"]} == {1, 2})
print({w: len(w) for w in ["one", "three"]}, {v: k for k, v in {"a": 1, "b": 2}.items()})
print([[r * c for c in range(1, 4)] for r in range(1, 4)])
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(col) for col in zip(*matrix)], [n for row in matrix for n in row])
print([x if x > 2 else -x for x in range(5)], [a or "-" for a in ("x", "", "z")])
print([c for word in ("hi", "yo") if word != "no" for c in word if c != "i"])
print(sum(n * n for n in range(10)), max((w for w in "the quick fox".split()), key=len))
print(dict(enumerate("ab")), ",".join(str(n) for n in range(4)), tuple(i for i in range(3)))
print(sorted({x % 3 for x in range(10)}), [*(_ for _ in range(2))])
pairs = [(1, [2, 3]), (4, [5, 6])]
print([a + b for a, (b, c) in pairs], [n for _, ns in pairs for n in ns])
print({k: v for k, v in [("a", 1), ("a", 2)]}, [f(3) for f in [lambda x: x + 1, str]])
print(any(n > 3 for n in (1, 5, 1 / 1)), [i for i in range(3) for _ in range(i)])

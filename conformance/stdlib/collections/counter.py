"""collections.Counter."""

from collections import Counter

c = Counter("mississippi")
print(c, c["s"], c["zz"], c.most_common(2), c.most_common(), sorted(c.elements()), c.total(), len(c), list(c))
c.update("sip")
c.subtract({"m": 3})
print(c, c.most_common()[-1], "m" in c)
del c["m"]
print(c, dict(c), Counter(a=1, b=2) == Counter({"b": 2, "a": 1}))
a, b = Counter(a=3, b=1), Counter(a=1, b=2)
print(a + b, a - b, a & b, a | b, +Counter(a=-1, b=2), -Counter(a=-1), a <= b, a == b)
words = "the quick the lazy the dog quick".split()
for word, n in Counter(words).most_common(2):
    print(word, n)
c = Counter()
for ch in "hello":
    c[ch] += 1
print(c, sum(c.values()), max(c, key=c.get), Counter([1, 1, 2]).keys(), Counter())
a += b
print(a, a.copy() == a, Counter({"x": 0}) == Counter(), repr(Counter({"x": 0})))

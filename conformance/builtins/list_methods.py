"""list: every method."""

a = [3, 1, 2]
a.append(5)
a.extend((1, 2))
a.extend("x")
a.insert(0, "first")
a.insert(-1, "before last")
a.insert(100, "end")
print(a, a.index(1), a.index(1, 3), a.count(2), a.count("none"))
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove(1)
a.reverse()
print(a)
a = [3, 1, 2]
print(a.sort(), a, a.sort(reverse=True), a)
words = ["bb", "A", "c", "aaa", "B"]
words.sort(key=len)
print(words)
words.sort(key=str.lower, reverse=True)
print(words)
b = a.copy()
b.clear()
print(a, b, a + [9], a * 2, [0] * 3, a == [3, 2, 1], a != a[:], [1, 2] < [1, 3], 2 in a)
print(list(), list("abc"), list((1, 2)), list({"k": 1}), list(range(3)), list(map(str, [1])), [*a, *b])
del a[0]
a[0:1] = [7, 8, 9]
a[-1] = "z"
print(a, len(a), a[::-1], min([3, 1]), sum([1, 2, 3], 10), list(reversed([1, 2])), sorted([2, 1]))
for bad in (lambda: a.remove("no"), lambda: a.index("no"), lambda: [].pop(), lambda: a.pop(99), lambda: a[99], lambda: a.insert("x", 1), lambda: [1, "a"].sort(), lambda: a.extend(5), lambda: a + (1,), lambda: [3, 1].sort(len)):
    try:
        bad()
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)
nested = [[1, 2], [3]]
nested.append(nested)
print(nested)

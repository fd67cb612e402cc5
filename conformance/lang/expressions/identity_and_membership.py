"""is, is not, in, not in."""

a = [1, 2]
b = a
c = [1, 2]
print(a is b, a is c, a == c, a is not c, None is None)
print(2 in a, 2 not in a, "bc" in "abcd", "" in "abc", "x" in {"x": 1}, 1 in {"x": 1})
print(3 in range(0, 10, 3), 4 in range(0, 10, 3), 3.0 in range(5), "3" in range(5))
print(98 in b"abc", b"bc" in b"abc", (1, 2) in [(1, 2)], [] in [[]])


class Even:
    def __contains__(self, item):
        return item % 2 == 0


class Countdown:
    def __iter__(self):
        return iter([3, 2, 1])


class Old:
    def __getitem__(self, index):
        if index > 3:
            raise IndexError
        return index * 10


print(4 in Even(), 5 in Even(), 2 in Countdown(), 9 in Countdown(), 20 in Old(), 25 in Old())
for bad in (lambda: 1 in "abc", lambda: 1 in 5, lambda: "a" in b"abc", lambda: [] in {1}):
    try:
        bad()
    except TypeError as error:
        print(error)

"""Sorting: stability, keys, reverse, mixed types, errors in the middle."""

people = [("Ann", 30), ("Bob", 25), ("Cid", 30), ("Dot", 25)]
print(sorted(people, key=lambda p: p[1]))
print(sorted(people, key=lambda p: p[1], reverse=True))
print(sorted(people, key=lambda p: (-p[1], p[0])))
print(sorted("bAcB"), sorted("bAcB", key=str.lower), sorted({"z": 1, "a": 2}), sorted([True, 0, 2, -1.5]))
print(sorted([[2], [1, 5], [1]]), sorted([(1, "b"), (1, "a")]), sorted([0.5, 1, -3]), sorted([], key=len), sorted(["10", "9", "1"], key=int))
data = [5, 2, 8, 1]
data.sort(key=lambda x: -x)
print(data)


class Item:
    compared = 0

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        Item.compared += 1
        return self.n < other.n

    def __repr__(self):
        return f"I{self.n}"


print(sorted([Item(3), Item(1), Item(2)]), Item.compared > 0, max(Item(1), Item(5)) if hasattr(Item, "__gt__") else None)
for bad in ([1, "a"], [None, 1], [{}, {}], [1, 2j]):
    try:
        print(sorted(bad))
    except TypeError as error:
        print(error)


def angry(x):
    if x == 2:
        raise ValueError("no twos")
    return x


values = [3, 2, 1]
try:
    values.sort(key=angry)
except ValueError as error:
    print(error, values)
from functools import cmp_to_key

print(sorted([3, 10, 2], key=cmp_to_key(lambda a, b: (str(a) > str(b)) - (str(a) < str(b)))))

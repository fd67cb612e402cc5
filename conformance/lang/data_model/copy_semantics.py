"""Names are references; copies are explicit."""

import copy

a = [1, [2, 3]]
b = a
c = a[:]
d = copy.deepcopy(a)
e = copy.copy(a)
b.append(4)
a[1].append(99)
print(a, b, c, d, e)
rows = [[0] * 3] * 2
rows[0][0] = 1
good = [[0] * 3 for _ in range(2)]
good[0][0] = 1
print(rows, good)


def change(items, n):
    items.append(n)
    items = ["new"]
    n += 1
    return items, n


x, n = [0], 5
print(change(x, n), x, n)
d1 = {"k": [1]}
d2 = d1.copy()
d2["k"].append(2)
d2["z"] = 0
print(d1, d2)


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next


n1 = Node(1)
n1.next = n1
n2 = copy.deepcopy(n1)
print(n2.next is n2, n2 is n1, copy.copy(n1).next is n1)
t = ([1], 2)
u = copy.copy(t)
print(u is t, copy.deepcopy(t)[0] is t[0], a is a[:])

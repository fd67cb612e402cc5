"""collections.deque."""

from collections import deque

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
print(d, d.pop(), d.popleft(), d, len(d), d[0], d[-1], 2 in d, list(d), d.maxlen)
d.extend("ab")
d.extendleft("xy")
print(d, d.index("a"), d.count(2))
d.rotate(2)
print(d)
d.rotate(-1)
d.remove("x")
d.insert(1, "ins")
d.reverse()
print(d, d.copy() == d, d + deque([9]), deque("ab") * 2)
d[1] = "set"
del d[0]
print(d, list(reversed(d)))
last = deque(maxlen=3)
for i in range(6):
    last.append(i)
print(last, last.maxlen, deque([1, 2, 3], 2), bool(deque()), deque([1]) < deque([2]), deque([1]) == [1])
last.appendleft("left")
print(last)
for bad in (lambda: deque().pop(), lambda: deque().popleft(), lambda: d.remove("zz"), lambda: d[99], lambda: d.index("zz"), lambda: d[0:1], lambda: deque([1], -1), lambda: deque([1, 2], 2).insert(0, 3)):
    try:
        bad()
    except (IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
try:
    for x in d:
        d.append(x)
except RuntimeError as error:
    print(error)
d.clear()
print(d)

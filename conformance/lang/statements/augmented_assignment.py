"""Augmented assignment on names, items, attributes; in place where possible."""

a = b = [1]
a += [2]
print(a, b, a is b)
a = a + [3]
print(a, b, a is b)
t = (1,)
u = t
t += (2,)
print(t, u)
n = 7
n -= 2
n *= 3
n //= 2
n **= 2
n %= 10
n <<= 3
n |= 1
n ^= 3
n &= ~2
n >>= 1
print(n)
x = 5
x /= 2
print(x)
s = "ab"
s *= 3
s += "!"
print(s)
d = {"k": [0], "n": 1}
d["k"] += [1]
d["n"] += 1
d |= {"z": 26}
print(d)
st = {1, 2}
st |= {3}
st -= {1}
st &= {2, 3, 4}
st ^= {3}
print(st)
pair = ([], 1)
try:
    pair[0] += ["kept"]
except TypeError as error:
    print(error, pair)


class Box:
    n = 0


box = Box()
box.n += 1
print(box.n, Box.n)
count = [0]


def index():
    count[0] += 1
    return 0


values = [10]
values[index()] += 5
print(values, count)
lst = [1, 2]
lst += "ab"
lst *= 2
print(lst)

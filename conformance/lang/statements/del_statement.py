"""del of names, items, slices and attributes."""

x = 1
del x
try:
    x
except NameError as error:
    print(error)
d = {"a": 1, "b": 2}
del d["a"]
print(d)
try:
    del d["zz"]
except KeyError as error:
    print("KeyError", error)
items = [0, 1, 2, 3, 4, 5]
del items[0], items[-1]
del items[1:3]
print(items)


class C:
    shared = 1

    def __init__(self):
        self.own = 2

    def __delitem__(self, key):
        print("delitem", key)


c = C()
del c.own
del c["key"]
print(hasattr(c, "own"), c.shared)
for name in ("own", "shared"):
    try:
        delattr(c, name)
    except AttributeError as error:
        print(error)


def local():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as error:
        return str(error)


print(local())
a, b = 1, 2
del (a, b)
print("a" in globals())

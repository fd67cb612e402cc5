def find(items, wanted):
    for item in items:
        if item == wanted:
            return item
    return None


hit = find([1, 2], 2)
if hit is not None:
    a = hit + 1
b = hit + 1 if hit is not None else 0


def guard(x=None):
    if x is None:
        x = [0]
    x.append(1)
    return x


guard()
guard([2])


def early(name=None):
    if not name:
        return ""
    return name.upper()


early("x")
early()


def loop():
    node = None
    for i in range(3):
        if node is not None and node > 1:
            print(node + 1)
        node = i
    return node or 7


def union(flag):
    v = 1 if flag else "one"
    if isinstance(v, str):
        return v.upper()
    return ""


loop()
union(True)
last = None
while last is None:
    last = early("y")
c = last.upper()


def asserted(q=None):
    assert q is not None
    return q + 1


asserted(1)
asserted()


def depth(tree):
    if isinstance(tree, list):
        return 1 + max([depth(t) for t in tree])
    if isinstance(tree, dict):
        for k, v in tree.items():
            depth(v)
    return 0


depth([1, [2], "x"])
depth({"a": [1]})
depth(1)

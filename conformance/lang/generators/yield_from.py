"""yield from delegates values, sends, throws and the result."""


def inner(name):
    received = []
    try:
        for i in range(2):
            got = yield f"{name}{i}"
            received.append(got)
    except KeyError as error:
        yield f"inner handled {error}"
    return received


def outer():
    first = yield from inner("a")
    print("first result", first)
    second = yield from inner("b")
    print("second result", second)
    yield from [10, 20]
    yield from "xy"
    return "all done"


g = outer()
print(next(g), g.send("s1"), g.send("s2"))
print(g.throw(KeyError("k")))
print(list(g))


def main():
    result = yield from outer()
    print("main got", result)


print(list(main()))


def tree(node):
    if node:
        left, value, right = node
        yield from tree(left)
        yield value
        yield from tree(right)


print(list(tree(((None, 1, None), 2, ((None, 3, None), 4, None)))))


def flatten(items):
    for item in items:
        if isinstance(item, (list, tuple)):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, (3, [4])], [], 5])))

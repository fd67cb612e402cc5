import weakref


class Node: ...


def replaced():
    x = Node()
    r = weakref.ref(x)
    x = Node()
    print(r(), [x for x in range(2)])
    return x

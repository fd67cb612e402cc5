"""Own iterators: linked list, tree, window, peekable."""


class LinkedList:
    def __init__(self, items=()):
        self.head = None
        self.size = 0
        for item in reversed(list(items)):
            self.push(item)

    def push(self, item):
        self.head = (item, self.head)
        self.size += 1

    def __iter__(self):
        node = self.head
        while node:
            item, node = node
            yield item

    def __len__(self):
        return self.size

    def __reversed__(self):
        return reversed(list(self))

    def __repr__(self):
        return " -> ".join(map(repr, self)) or "empty"


class Tree:
    def __init__(self):
        self.root = None

    def insert(self, value):
        def go(node):
            if node is None:
                return [None, value, None]
            if value < node[1]:
                node[0] = go(node[0])
            elif value > node[1]:
                node[2] = go(node[2])
            return node
        self.root = go(self.root)
        return self

    def __iter__(self):
        def walk(node):
            if node:
                yield from walk(node[0])
                yield node[1]
                yield from walk(node[2])
        return walk(self.root)

    def __contains__(self, value):
        node = self.root
        while node:
            if value == node[1]:
                return True
            node = node[0] if value < node[1] else node[2]
        return False

    def height(self):
        def h(node):
            return 0 if node is None else 1 + max(h(node[0]), h(node[2]))
        return h(self.root)


class Peekable:
    _nothing = object()

    def __init__(self, iterable):
        self._it = iter(iterable)
        self._next = self._nothing

    def __iter__(self):
        return self

    def peek(self, default=None):
        if self._next is self._nothing:
            self._next = next(self._it, self._nothing)
        return default if self._next is self._nothing else self._next

    def __next__(self):
        if self._next is not self._nothing:
            value, self._next = self._next, self._nothing
            return value
        return next(self._it)


def windows(items, n):
    window = []
    for item in items:
        window.append(item)
        if len(window) > n:
            del window[0]
        if len(window) == n:
            yield tuple(window)


l = LinkedList("abc")
l.push(0)
print(l, len(l), list(reversed(l)), LinkedList(), "b" in l, bool(LinkedList()))
t = Tree()
for n in (5, 2, 8, 1, 9, 3, 5):
    t.insert(n)
print(list(t), 8 in t, 7 in t, t.height(), sum(t), min(t))
p = Peekable([1, 2, 3])
print(p.peek(), next(p), p.peek(), list(p), p.peek("end"))
print(list(windows(range(5), 3)), [a - b for b, a in windows([1, 4, 9, 16], 2)])

"""An LRU cache with a doubly linked list, written by hand."""

from __future__ import annotations


class Node:
    def __init__(self, key: str, value: int) -> None:
        self.key = key
        self.value = value
        self.prev: Node | None = None
        self.next: Node | None = None


class LRUCache:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.nodes: dict[str, Node] = {}
        self.head = Node("", 0)
        self.tail = Node("", 0)
        self.head.next = self.tail
        self.tail.prev = self.head
        self.hits = self.misses = 0

    def _unlink(self, node: Node) -> None:
        node.prev.next = node.next
        node.next.prev = node.prev

    def _push_front(self, node: Node) -> None:
        node.next = self.head.next
        node.prev = self.head
        self.head.next.prev = node
        self.head.next = node

    def get(self, key: str) -> int | None:
        node = self.nodes.get(key)
        if node is None:
            self.misses += 1
            return None
        self.hits += 1
        self._unlink(node)
        self._push_front(node)
        return node.value

    def put(self, key: str, value: int) -> None:
        if key in self.nodes:
            self._unlink(self.nodes[key])
        elif len(self.nodes) >= self.capacity:
            oldest = self.tail.prev
            self._unlink(oldest)
            del self.nodes[oldest.key]
            print("evict", oldest.key)
        node = Node(key, value)
        self.nodes[key] = node
        self._push_front(node)

    def __iter__(self):
        node = self.head.next
        while node is not self.tail:
            yield node.key, node.value
            node = node.next


cache = LRUCache(3)
for i, key in enumerate("abcabdeaf"):
    if cache.get(key) is None:
        cache.put(key, i)
print(list(cache), cache.hits, cache.misses)
cache.put("a", 100)
print(dict(cache), cache.get("zz"))

"""BFS, DFS, shortest paths and components on a weighted graph."""

import heapq
from collections import deque


class Graph:
    def __init__(self, edges=()):
        self.adj = {}
        for a, b, w in edges:
            self.add(a, b, w)

    def add(self, a, b, weight=1):
        self.adj.setdefault(a, {})[b] = weight
        self.adj.setdefault(b, {})[a] = weight

    def bfs(self, start):
        seen, queue = {start}, deque([start])
        while queue:
            node = queue.popleft()
            yield node
            for neighbour in sorted(self.adj[node]):
                if neighbour not in seen:
                    seen.add(neighbour)
                    queue.append(neighbour)

    def dfs(self, node, seen=None):
        seen = set() if seen is None else seen
        seen.add(node)
        yield node
        for neighbour in sorted(self.adj[node]):
            if neighbour not in seen:
                yield from self.dfs(neighbour, seen)

    def shortest(self, start, end):
        heap, best, previous = [(0, start)], {start: 0}, {}
        while heap:
            dist, node = heapq.heappop(heap)
            if node == end:
                path = [end]
                while path[-1] != start:
                    path.append(previous[path[-1]])
                return dist, path[::-1]
            for neighbour, weight in self.adj[node].items():
                new = dist + weight
                if new < best.get(neighbour, float("inf")):
                    best[neighbour] = new
                    previous[neighbour] = node
                    heapq.heappush(heap, (new, neighbour))
        return float("inf"), []

    def components(self):
        left = set(self.adj)
        while left:
            part = set(self.bfs(min(left)))
            left -= part
            yield sorted(part)

    def minimum_tree(self):
        parent = {n: n for n in self.adj}

        def find(n):
            while parent[n] != n:
                parent[n] = parent[parent[n]]
                n = parent[n]
            return n

        edges = sorted((w, a, b) for a in self.adj for b, w in self.adj[a].items() if a < b)
        for w, a, b in edges:
            if find(a) != find(b):
                parent[find(a)] = find(b)
                yield a + b, w


g = Graph([("a", "b", 4), ("a", "c", 1), ("c", "b", 2), ("b", "d", 5), ("c", "d", 8), ("x", "y", 1)])
print("".join(g.bfs("a")), "".join(g.dfs("a")), g.shortest("a", "d"), g.shortest("a", "x"))
print(list(g.components()), list(g.minimum_tree()), sum(w for _, w in g.minimum_tree()))

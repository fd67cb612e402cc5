"""heapq: push, pop, heapify, merge, nlargest, priority queues."""

import heapq

h = []
for n in (5, 1, 8, 3, 2, 9, 0):
    heapq.heappush(h, n)
print(h, h[0], [heapq.heappop(h) for _ in range(len(h))])
data = [9, 4, 7, 1, 8, 2]
heapq.heapify(data)
print(data, heapq.heappushpop(data, 0), heapq.heapreplace(data, 10), data)
print(heapq.nlargest(2, [3, 9, 1]), heapq.nsmallest(2, ["bb", "a", "ccc"], key=len), heapq.nlargest(5, [1, 2]), heapq.nsmallest(0, [1]), list(heapq.merge([1, 4, 7], [2, 5], [0, 9])), list(heapq.merge("ac", "bd", reverse=False)), list(heapq.merge([5, 3], [4, 1], reverse=True)))
tasks = []
for i, (priority, name) in enumerate([(2, "write"), (1, "plan"), (2, "review"), (0, "wake")]):
    heapq.heappush(tasks, (priority, i, name))
while tasks:
    priority, _, name = heapq.heappop(tasks)
    print(priority, name, end="; ")
print()
try:
    heapq.heappop([])
except IndexError as error:
    print(error)


def heapsort(values):
    heap = list(values)
    heapq.heapify(heap)
    return [heapq.heappop(heap) for _ in range(len(heap))]


print(heapsort("heapsort"), heapsort([2.5, -1, 10**20, 0]))
graph = {"a": {"b": 1, "c": 4}, "b": {"c": 2, "d": 6}, "c": {"d": 3}, "d": {}}
dist, queue = {}, [(0, "a")]
while queue:
    d, node = heapq.heappop(queue)
    if node in dist:
        continue
    dist[node] = d
    for nxt, w in graph[node].items():
        heapq.heappush(queue, (d + w, nxt))
print(dist)

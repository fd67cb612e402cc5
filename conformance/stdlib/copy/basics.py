"""copy: shallow, deep, hooks."""

import copy


class Node:
    def __init__(self, name, links=()):
        self.name = name
        self.links = list(links)

    def __deepcopy__(self, memo):
        print("deepcopy", self.name)
        return Node(self.name + "'", copy.deepcopy(self.links, memo))


class Plain:
    def __init__(self):
        self.data = {"k": [1]}


a = Node("a", [Node("b")])
s = copy.copy(a)
d = copy.deepcopy(a)
print(s.links is a.links, d.name, d.links[0].name)
p = Plain()
q, r = copy.copy(p), copy.deepcopy(p)
p.data["k"].append(2)
print(q.data, r.data, q is p)
shared = [0]
x = copy.deepcopy([shared, shared])
x[0].append(1)
print(x, shared, copy.copy([1]) == [1], copy.deepcopy({(1, 2): {3}}))

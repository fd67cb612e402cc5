"""Topological sorting of packages, with cycles and missing ones."""

from collections import defaultdict, deque


class CycleError(Exception):
    def __init__(self, path):
        self.path = path
        super().__init__(" -> ".join(path))


class MissingError(LookupError):
    pass


def resolve(packages, wanted):
    order, done, path = [], set(), []

    def visit(name):
        if name in done:
            return
        if name in path:
            raise CycleError(path[path.index(name):] + [name])
        if name not in packages:
            raise MissingError(f"{name} needed by {path[-1] if path else 'you'}")
        path.append(name)
        for dependency in packages[name]:
            visit(dependency)
        path.pop()
        done.add(name)
        order.append(name)

    for name in wanted:
        visit(name)
    return order


def kahn(packages):
    indegree = {name: len(deps) for name, deps in packages.items()}
    users = defaultdict(list)
    for name, deps in packages.items():
        for dep in deps:
            users[dep].append(name)
    ready = deque(sorted(n for n, d in indegree.items() if d == 0))
    levels = []
    while ready:
        levels.append(list(ready))
        for name in [ready.popleft() for _ in range(len(ready))]:
            for user in users[name]:
                indegree[user] -= 1
                if indegree[user] == 0:
                    ready.append(user)
    return levels


packages = {"app": ["web", "db"], "web": ["http", "json"], "db": ["json", "net"], "http": ["net"], "json": [], "net": []}
print(resolve(packages, ["app"]), resolve(packages, ["db", "http"]))
print(kahn(packages))
packages["net"].append("web")
for wanted in (["app"], ["json", "nothing"]):
    try:
        print(resolve(packages, wanted))
    except CycleError as error:
        print("cycle:", error, len(error.path))
    except MissingError as error:
        print("missing:", error)
print(kahn(packages))

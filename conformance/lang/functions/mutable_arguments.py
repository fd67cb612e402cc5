"""Arguments are shared references; rebinding is local."""


def fill(target: list[int], n: int) -> None:
    for i in range(n):
        target.append(i)


def rebind(target):
    target = target + [99]
    return target


def swap(pair):
    pair[0], pair[1] = pair[1], pair[0]


def update(d, **changes):
    d.update(changes)
    changes["extra"] = 1
    return changes


def variadic(*args, **kwargs):
    kwargs["added"] = True
    return args, kwargs


xs = [7]
fill(xs, 3)
print(xs, rebind(xs), xs)
pair = [1, 2]
swap(pair)
d = {"a": 1}
print(pair, update(d, b=2), d)
options = {"k": 1}
print(variadic(*xs, **options), options)
matrix = [[0] * 2 for _ in range(2)]
row = matrix[0]
row[1] = 5
print(matrix, [r is row for r in matrix])
a = b = {}
a["x"] = b
print(b["x"] is a, len(a))

def gen(n):
    for i in range(n):
        got = yield i


def chain(xs, ys):
    yield from xs
    yield from ys


def apply(f, x):
    return f(x)


def inc(x):
    return x + 1


def key(w):
    return len(w)


def outer():
    count = 0

    def bump():
        nonlocal count
        count += 1
        return count

    return bump() + bump()


def many(*args, **kwargs):
    return len(args)


def exported(a: int, b: str = "x", *, c: float | None = None, d=None):
    return a + 1


def decorate(f):
    return f


@decorate
def decorated(x):
    return x


class Point:
    def __init__(self, x):
        self.x = x

    def norm(self):
        return self.x * 2


total = sum(gen(4))
for v in chain([1], [2]):
    total += v
apply(inc, 3)
ordered = sorted(["a"], key=key)
ordered.sort(key=lambda w: w.upper(), reverse=True)
upper = list(map(lambda w: w.upper(), ordered))
outer()
many(1, 2, a="b")
p = Point(1)
p.x = 2
q = p.norm()
inc(*[1])
t = (1, "a")
a, b = t
c = t[0] + 1
d = t[-1]
e = 1 in (1, 2)
s = "%s" % (t,)
it = iter(ordered)
nx = next(it)
sq = {x * x for x in range(3)}
m = {k: v for k, v in zip(ordered, range(3))}
part = ordered[1:]
match total:
    case 1:
        pass
    case other:
        print(other)
lengths = sorted(["b", "a"], key=len)
texts = list(map(str, [1, 2]))
print(key, lambda: 1)
up = str.upper("a")
raw = object.__new__(Point)

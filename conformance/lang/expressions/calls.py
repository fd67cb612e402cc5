"""Positional, keyword, star and double-star arguments."""


def f(a, b=2, *args, c, d=4, **kwargs):
    return (a, b, args, c, d, kwargs)


print(f(1, c=3))
print(f(1, 2, 3, 4, c=5, e=6))
print(f(*[1, 2], *(3,), c=0, **{"d": 1, "x": 2}))
print(f(c=1, a=0, **{}))


def pos_only(a, b, /, c):
    return a, b, c


def kw_only(*, x=1, y):
    return x, y


print(pos_only(1, 2, c=3), pos_only(1, 2, 3), kw_only(y=2))
for call in (
    lambda: f(1),
    lambda: f(c=1),
    lambda: f(1, a=2, c=3),
    lambda: pos_only(1, b=2, c=3),
    lambda: pos_only(1, 2),
    lambda: kw_only(1, y=2),
    lambda: kw_only(),
    lambda: kw_only(y=1, z=2),
    lambda: f(*1, c=2),
    lambda: f(1, c=2, **{"c": 3}),
    lambda: (lambda: 0)(1),
    lambda: (lambda a, b: 0)(1),
    lambda: (lambda a, b, c, d: 0)(),
    lambda: "text"[0].upper()(),
):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)

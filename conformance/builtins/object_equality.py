"""is, ==, default equality and identity of objects, None checks."""


class P:
    def __init__(self, x):
        self.x = x


a, b = P(1), P(1)
c = a
print(a == b, a == c, a is c, a is b, a != b, a in [b], a in [c], [a] == [c], [a] == [b], (a, 1) == (c, 1), {a: 1}.get(c), {a: 1}.get(b))
x = None
print(x is None, x is not None, x == None, None is None, not x)
d1, d2 = {}, {}
print(d1 == d2, d1 is d2, [] == [], () == (), "" == "", object() == object())
d = {a: "a", b: "b"}
print(len(d), d[a], d[b], len({a, b, c}), hash(a) == hash(c))


def default(value=None, sentinel=(marker := object())):
    if value is None:
        return "none given"
    return value


print(default(), default(0), default(False), default(""), default.__defaults__[1] is marker)
lst = [1, 2, 3]
same = lst
same += [4]
other = lst[:]
print(lst is same, lst == other, lst is other, lst)
s = "a" * 3
print(s == "aaa", id(lst) == id(same), id(lst) == id(other))

"""Precedence and associativity, and the order of evaluation."""

print(2 + 3 * 4, (2 + 3) * 4, -(2**2), (-2) ** 2, 2**3**2, 2**-1)
print(10 - 4 - 3, 100 / 10 / 2, 7 // 2 * 2, 7 % 4 * 3, -7 // 2, -(7 // 2))
print(1 << 2 + 1, 6 & 3 == 3, 1 | 2 & 0, 5 ^ 3 & 1, ~0 + 1, not 1 == 2)
print(1 + 2 if 0 else 3 + 4, "a" + "b" * 3, [0] * 2 + [1])
print(True or False and False, not True or True, 1 in [1] and 2 not in [1])

trace = []


def f(name, value=1):
    trace.append(name)
    return value


f("a") + f("b") * f("c")
d = {f("k1"): f("v1"), f("k2", 2): f("v2")}
[f("x")][f("i", 0)]
(lambda *args, **kw: None)(f("p1"), *[f("p2")], key=f("p3"), **{"z": f("p4")})
target = {}
target[f("key")] = f("value")
print(" ".join(trace))
await_like = (lambda x: x)(1) ** 2
print(await_like, *map(lambda n: -n**2, [1, 2]))

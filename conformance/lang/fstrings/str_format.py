"""str.format with fields, attributes, items and nested specs."""

print("{} {}".format(1, "a"), "{1} {0} {1}".format("x", "y"), "{a}-{b}".format(a=1, b=2))
print("{0[1]} {0[0]} {d[key]}".format([10, 20], d={"key": "v"}))


class P:
    x = 3
    y = [1, {"deep": "d"}]


print("{p.x} {p.y[1][deep]} {0.real}".format(5, p=P()))
print("{:>{width}.{prec}f}|".format(3.14159, width=10, prec=2), "{!r:^10}|".format("a"))
print("{{}} {{{}}}".format(1), "{:,}".format(1234567), "{:%}".format(0.25))
print("{0:{1}}".format("x", ">4"), "{:s}".format("s"), "{:<5}{:>5}".format("l", "r"))
print("{x} {y}".format_map({"x": 1, "y": 2}))
for template, args in (("{} {}", (1,)), ("{0} {}", (1, 2)), ("{a}", ()), ("{", ()), ("}", ()), ("{0.nope}", (1,)), ("{!z}", (1,))):
    try:
        print(template.format(*args))
    except (IndexError, ValueError, KeyError, AttributeError) as error:
        print(type(error).__name__, error)

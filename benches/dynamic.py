"""Values whose types are known only at run time."""


def evaluate(node):
    if isinstance(node, tuple):
        op, left, right = node
        a, b = evaluate(left), evaluate(right)
        if op == "+":
            return a + b
        if op == "*":
            return a * b
        return [a, b]
    return node


tree = ("+", ("*", 3, ("+", 1.5, 2)), ("*", 2, 10))
total = 0.0
for i in range(400000):
    total += evaluate(tree) + evaluate(("+", i, 1))
print(total, evaluate((",", ("*", "ab", 2), [1])))

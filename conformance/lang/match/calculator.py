"""An expression evaluator on tuples, written with match."""


def evaluate(expr, env):
    match expr:
        case int() | float():
            return expr
        case str(name):
            return env[name]
        case ("let", str(name), value, body):
            return evaluate(body, {**env, name: evaluate(value, env)})
        case ("if", test, yes, no):
            return evaluate(yes if evaluate(test, env) else no, env)
        case ("neg", x):
            return -evaluate(x, env)
        case (("+" | "-" | "*" | "<") as op, left, right):
            a, b = evaluate(left, env), evaluate(right, env)
            match op:
                case "+":
                    return a + b
                case "-":
                    return a - b
                case "*":
                    return a * b
                case "<":
                    return a < b
        case _:
            raise SyntaxError(f"cannot evaluate {expr!r}")


def simplify(expr):
    match expr:
        case ("+", 0, x) | ("+", x, 0) | ("*", 1, x) | ("*", x, 1):
            return simplify(x)
        case ("*", 0, _) | ("*", _, 0):
            return 0
        case (op, *args):
            return (op, *map(simplify, args))
    return expr


print(evaluate(("+", 1, ("*", 2, "x")), {"x": 10}))
print(evaluate(("let", "y", ("neg", 3), ("if", ("<", "y", 0), "y", 99)), {}))
print(simplify(("+", ("*", 1, "a"), ("*", 0, "b"))), simplify(("-", ("+", 0, "q"), 5)))
for bad in (("?", 1), "missing"):
    try:
        evaluate(bad, {})
    except (SyntaxError, KeyError) as error:
        print(type(error).__name__, error)

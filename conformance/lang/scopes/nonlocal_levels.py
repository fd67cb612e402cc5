"""nonlocal finds the nearest enclosing function scope that binds the name."""


def a():
    x = 1

    def b():
        def c():
            nonlocal x
            x += 1

            def d():
                nonlocal x
                x *= 10
                return x

            return d

        return c

    return b()()(), x


print(a())


def accumulator():
    total, count = 0.0, 0

    def add(value):
        nonlocal total, count
        total += value
        count += 1
        return total / count

    return add


average = accumulator()
print(average(10), average(20), average(6))


def toggles(n):
    states = [False] * n

    def toggle(i):
        states[i] = not states[i]
        return states

    return toggle


t = toggles(3)
t(0)
print(t(2), t(0))


def shadow(x):
    def inner(x):
        x += 1
        return x
    return inner(x), x


print(shadow(1))


def exception_name():
    error = "kept?"
    try:
        raise ValueError("gone")
    except ValueError as error:
        pass
    try:
        return error
    except UnboundLocalError as e:
        return str(e)


print(exception_name())

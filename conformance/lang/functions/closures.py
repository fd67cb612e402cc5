"""Closures capture variables, not values."""


def counter(start=0):
    count = start

    def increase(by=1):
        nonlocal count
        count += by
        return count

    def peek():
        return count

    return increase, peek


inc, peek = counter(5)
inc()
inc(10)
other_inc, other_peek = counter()
other_inc()
print(peek(), other_peek())

late = [lambda: i for i in range(3)]
print([f() for f in late])


def make():
    fs = []
    for i in range(3):
        def show():
            return i, tail
        fs.append(show)
    tail = "end"
    i = 99
    return fs


print([f() for f in make()])


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = "changed by inner"
        inner()
        return x

    return middle(), x


print(outer())


def early():
    def use():
        return value
    try:
        use()
    except NameError as error:
        print(error)
    value = 1
    return use()


print(early())
print(inc.__closure__[0].cell_contents, inc.__code__.co_freevars)

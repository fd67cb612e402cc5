"""Definitions that share a use are one variable; others of the same name are not."""


def straight(x):
    x = int(x)
    y = x + 1
    y = str(y)
    return y


def branches(c):
    if c:
        x = 1
    else:
        x = 2
    print(x)
    x = "text"
    return x


def loop(items):
    total = 0
    for item in items:
        total = total + item
        item = str(item)
        print(item)
    else:
        item = None
    return total, item


def walrus(line):
    while (line := next(line)) and (n := len(line)):
        print(n)
    if (m := line) or (k := line):
        print(m)
    return [last := i for i in line], last


def handlers():
    try:
        value = int("x")
    except ValueError as e:
        value = e
    except TypeError as e:
        print(e)
        return
    else:
        value = value + 1
    finally:
        done = True
    return value, done


def rebound_in_handler():
    try:
        f()
    except ValueError as e:
        e = str(e)
        print(e)
    print(e)


def early(c):
    while True:
        try:
            if c:
                x = 1
                break
            x = 2
            continue
        finally:
            y = 3
    return x, y


def suppressed(lock):
    with lock:
        x = 1
    return x


def matched(x):
    match x:
        case [a, b] | {"a": a, "b": b}:
            r = a
        case str() as s if s:
            r = s
        case _:
            r = None
    return r, s


def deleted(c):
    x = 1
    del x
    x = 2
    if c:
        del x
    return x


def augmented():
    n = 0
    n += 1
    n = "a"
    n += "b"
    return n


def comprehension(xs):
    a = [x for x in xs]
    b = {x: y for x in xs for y in x if y}
    lazy = (x for x in a)
    a = sum(x for x in a)
    return a, b, lazy


def unbound():
    print(late)
    late = 1
    for i in late:
        pass
    print(i)

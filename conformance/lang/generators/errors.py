"""Exceptions in and around generators."""


def failing():
    yield 1
    raise ValueError("inside")


g = failing()
print(next(g))
try:
    next(g)
except ValueError as error:
    print("caught", error)
print(next(g, "dead"))


def stops():
    yield 1
    raise StopIteration("sneaky")


try:
    list(stops())
except RuntimeError as error:
    print(error, repr(error.__cause__))


def reenter():
    yield next(me)


me = reenter()
try:
    next(me)
except ValueError as error:
    print(error)


def cleanup():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup runs")


for x in cleanup():
    print("x", x)
    break
it = cleanup()
next(it)
del it
print("after del")


def context():
    try:
        yield
    except Exception as error:
        print("got", repr(error), "context", repr(error.__context__))
        raise RuntimeError("new") from error


c = context()
next(c)
try:
    try:
        raise KeyError("outer")
    except KeyError:
        c.throw(TypeError("thrown"))
except RuntimeError as error:
    print(repr(error), repr(error.__cause__))

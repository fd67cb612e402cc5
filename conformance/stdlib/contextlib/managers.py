"""contextlib: contextmanager, suppress, closing, ExitStack, redirect_stdout."""

import contextlib
import io


@contextlib.contextmanager
def tag(name):
    print(f"<{name}>")
    try:
        yield name.upper()
    except KeyError as error:
        print("handled", error)
    finally:
        print(f"</{name}>")


with tag("a") as a, tag("b"):
    print(a)
with tag("c"):
    raise KeyError("swallowed")
try:
    with tag("d"):
        raise ValueError("passes")
except ValueError as error:
    print("outside", error)


@tag("deco")
def decorated(x):
    print("inside", x)
    return x * 2


print(decorated(4), decorated(5))
with contextlib.suppress(ZeroDivisionError, KeyError):
    1 / 0
    print("never")
with contextlib.ExitStack() as stack:
    for n in "xyz":
        stack.enter_context(tag(n))
    stack.callback(print, "callback", "args", sep="-")
    stack.push(lambda *exc: print("push", exc))
    print("in stack")
with contextlib.ExitStack() as stack:
    stack.enter_context(tag("kept"))
    kept = stack.pop_all()
print("not closed yet")
kept.close()
buffer = io.StringIO()
with contextlib.redirect_stdout(buffer):
    print("captured")
print(repr(buffer.getvalue()))


class Door:
    def close(self):
        print("door closed")


with contextlib.closing(Door()) as door, contextlib.nullcontext(5) as five:
    print(five)


@contextlib.contextmanager
def broken():
    if False:
        yield


try:
    with broken():
        pass
except RuntimeError as error:
    print(error)


@contextlib.contextmanager
def twice():
    yield 1
    yield 2


try:
    with twice():
        pass
except RuntimeError as error:
    print(error)

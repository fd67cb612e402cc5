"""contextlib.ContextDecorator and AbstractContextManager; exceptions in __exit__."""

from contextlib import AbstractContextManager, ContextDecorator


class Timer(ContextDecorator):
    depth = 0

    def __enter__(self):
        Timer.depth += 1
        print("enter", Timer.depth)
        return self

    def __exit__(self, *exc):
        Timer.depth -= 1
        print("exit", exc[0].__name__ if exc[0] else None)
        return False


@Timer()
def work(n):
    print("work", n)
    if n > 1:
        return work(n - 1)
    return "done"


print(work(2))


class Raises(AbstractContextManager):
    def __exit__(self, *exc):
        raise RuntimeError("from exit")


try:
    with Raises() as r:
        print(isinstance(r, Raises))
        raise ValueError("from body")
except RuntimeError as error:
    print(error, repr(error.__context__))

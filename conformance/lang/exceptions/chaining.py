"""__cause__, __context__, raise from, suppression."""


def show(error):
    parts = []
    while error is not None:
        parts.append(f"{error!r}{' (suppressed)' if error.__suppress_context__ else ''}")
        error = error.__cause__ or error.__context__
    print(" <- ".join(parts))


try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("during handling")
except ValueError as e:
    show(e)
try:
    try:
        {}["k"]
    except KeyError as e:
        raise RuntimeError("explicit") from e
except RuntimeError as e:
    show(e)
    print(e.__cause__ is e.__context__)
try:
    try:
        int("x")
    except ValueError:
        raise TypeError("alone") from None
except TypeError as e:
    show(e)
    print(e.__cause__, repr(e.__context__))
try:
    try:
        raise KeyError("a")
    except KeyError:
        raise
except KeyError as e:
    show(e)
try:
    raise
except RuntimeError as e:
    print(e)
try:
    raise ValueError("x") from 5
except TypeError as e:
    print(e)
try:
    raise 5
except TypeError as e:
    print(e)
try:
    raise ValueError
except ValueError as e:
    print(repr(e), e.args)
error = ValueError("kept")
try:
    raise error
except ValueError as e:
    print(e is error, e.__traceback__ is not None)
try:
    print(e)
except NameError as n:
    print(n)

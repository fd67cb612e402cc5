"""assert with and without a message."""


def check(value, message=None):
    try:
        if message is None:
            assert value
        else:
            assert value, message
    except AssertionError as error:
        return repr(error), error.args
    return "fine"


print(check(1), check(0), check([], "empty"), check(None, ("a", 1)))


def lazy():
    print("message computed")
    return "late"


assert True, lazy()
try:
    assert 1 > 2, lazy()
except AssertionError as error:
    print("failed:", error)

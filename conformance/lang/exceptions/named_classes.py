"""Exception classes that are nothing but a name."""

import asyncio


# What goes wrong here.
class AppError(Exception):
    """Base of all errors of the program."""


class NotFound(AppError):
    pass


class Rejected(AppError, ):
    ...


class Stop(BaseException):
    pass


class BadKey(KeyError):
    """A key."""


class WithCode(AppError):
    def __init__(self, code: int) -> None:
        super().__init__(f"code {code}")
        self.code = code


class Worse(WithCode):
    pass


def find(n: int) -> int:
    if n == 0:
        raise NotFound("zero", n)
    if n == 1:
        raise Rejected
    if n == 2:
        raise BadKey("two")
    if n == 3:
        raise WithCode(n)
    if n == 4:
        raise Worse(n)
    if n == 5:
        try:
            int("x")
        except ValueError as error:
            raise NotFound(f"five: {error}") from error
    if n == 6:
        raise Stop()
    return n


async def work(n: int) -> int:
    await asyncio.sleep(0)
    return find(n)


def main() -> None:
    for n in range(8):
        try:
            print(find(n))
        except NotFound as error:
            print("not found", error, error.args, repr(error), error.__cause__)
        except (Rejected, BadKey) as error:
            print(type(error).__name__, error, isinstance(error, LookupError), error.args)
        except AppError as error:
            print("app", error, getattr(error, "code", None), isinstance(error, WithCode))
        except BaseException as error:
            print("other", repr(error), isinstance(error, Exception))
    print(NotFound, NotFound.__doc__, AppError.__doc__, NotFound.__name__, NotFound.__mro__)
    print(issubclass(NotFound, AppError), NotFound.__module__, BadKey.__qualname__)
    kinds = [NotFound, Rejected, BadKey]
    for kind in kinds:
        try:
            raise kind("made", kind is NotFound)
        except AppError as error:
            error.add_note("a note")
            print(error, error.__notes__)
        except KeyError as error:
            print("key", error, error.args)
    error = NotFound("kept")
    error.extra = [1]
    print(error.extra, error == NotFound("kept"), str(error), vars(error), error.__dict__)
    AppError.level = 3
    print(NotFound.level, error.level, hasattr(BadKey, "level"))
    table = {NotFound: 404, Rejected: 403}
    print(table[type(error)], NotFound in table)
    results = asyncio.run(gathered())
    print(results)
    try:
        raise ExceptionGroup("many", [NotFound("a"), BadKey("b"), ValueError("c")])
    except* AppError as group:
        print("group", group.exceptions)
    except* KeyError as group:
        print("keys", group.exceptions)
    except* ValueError as group:
        print("values", group.exceptions)
    assert_raises(NotFound, find, 0)
    try:
        raise NotFound("the end") from Rejected("why")
    except Exception as last:
        print(repr(last), repr(last.__cause__))


async def gathered():
    return await asyncio.gather(work(0), work(7), work(3), return_exceptions=True)


def assert_raises(kind, function, *args):
    try:
        function(*args)
    except kind as error:
        print("raised", kind.__name__, error)


main()

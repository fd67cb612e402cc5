"""Which except clause catches what."""


class AppError(Exception):
    pass


class NotFound(AppError, LookupError):
    def __init__(self, what, *args):
        super().__init__(what, *args)
        self.what = what


class Quiet(BaseException):
    pass


def classify(error):
    try:
        raise error
    except (KeyError, IndexError) as e:
        return "lookup", type(e).__name__
    except LookupError:
        return "other lookup"
    except ArithmeticError as e:
        return f"arithmetic {e}"
    except AppError:
        return "app"
    except Exception as e:
        return f"exception {type(e).__name__}"
    except BaseException as e:
        return f"base {type(e).__name__}"


for error in (KeyError("k"), IndexError(1), NotFound("f"), AppError(), OverflowError("big"), StopIteration(3), Quiet(), KeyboardInterrupt(), SystemExit(2), UnicodeError("u"), OSError(2, "gone"), FileNotFoundError(2, "gone"), TimeoutError(), RecursionError("r"), NotImplementedError()):
    print(repr(error), "|", str(error), "|", classify(error))
n = NotFound("page", 404)
print(n.what, n.args, str(n), isinstance(n, LookupError), n.__class__.__mro__[1].__name__)
for a, b in ((KeyError, LookupError), (ModuleNotFoundError, ImportError), (TimeoutError, OSError), (UnicodeDecodeError, ValueError), (GeneratorExit, Exception), (ZeroDivisionError, ArithmeticError), (ConnectionResetError, ConnectionError), (BaseExceptionGroup, Exception), (ExceptionGroup, Exception)):
    print(a.__name__, issubclass(a, b), b.__name__)

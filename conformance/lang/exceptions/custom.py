"""Exceptions with their own attributes and texts."""


class ValidationError(Exception):
    """Raised when a field is wrong."""

    def __init__(self, field: str, problem: str = "invalid"):
        self.field = field
        self.problem = problem
        super().__init__(f"{field} is {problem}")


class Coded(Exception):
    code = 500

    def __str__(self) -> str:
        return f"[{self.code}] {super().__str__()}"


class NotAllowed(Coded):
    code = 403


class Silent(Exception):
    def __init__(self, x):
        self.x = x


for make in (lambda: ValidationError("age"), lambda: ValidationError("name", problem="empty"), lambda: Coded("broken"), lambda: NotAllowed("keep", "out"), lambda: Silent(7), lambda: Coded()):
    try:
        raise make()
    except ValidationError as e:
        print(e.field, "|", e.problem, "|", e, "|", repr(e), e.args)
    except Exception as e:
        print(e, "|", repr(e), e.args)
e = ValueError("base")
e.add_note("first note")
e.add_note("second")
print(e.__notes__, str(e))
print(e.with_traceback(None) is e, ValidationError.__doc__)
print(ValueError("a") == ValueError("a"), ValueError("a", 1).args, str(ValueError("a", 1)), str(KeyError("a")), str(KeyError("a", "b")))

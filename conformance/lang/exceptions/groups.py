"""Exception groups: except*, split, subgroup, derive, nesting."""


def tree():
    return ExceptionGroup("top", [ValueError("v1"), ExceptionGroup("sub", [TypeError("t1"), ValueError("v2")]), KeyError("k")])


def handle(group):
    try:
        raise group
    except* ValueError as eg:
        print("values", eg.exceptions)
    except* (TypeError, KeyError) as eg:
        print("types", repr(eg))
    else:
        print("no error")
    finally:
        print("finally")


handle(tree())
handle(ValueError("bare"))
try:
    handle(ExceptionGroup("rest", [OSError("o"), ValueError("v")]))
except ExceptionGroup as eg:
    print("left over", repr(eg))
match, rest = tree().split(ValueError)
print(repr(match), repr(rest))
print(tree().subgroup(lambda e: isinstance(e, KeyError)), tree().subgroup(OSError))
print(tree(), tree().message, len(tree().exceptions))
try:
    try:
        raise ExceptionGroup("a", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise RuntimeError("new one")
except ExceptionGroup as eg:
    print(repr(eg), repr(eg.exceptions[0].__context__))
for bad in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [1]), lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: ExceptionGroup("x", 5)):
    try:
        bad()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [SystemExit()])).__name__)

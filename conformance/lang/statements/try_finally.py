"""finally runs whatever happens, and may change what happens."""


def f(mode):
    try:
        print("try", mode)
        if mode == "return":
            return "from try"
        if mode == "raise":
            raise ValueError("oops")
    except ValueError:
        print("except")
        return "from except"
    else:
        print("else")
    finally:
        print("finally")
    return "end"


for mode in ("normal", "return", "raise"):
    print(f(mode))


def override():
    for i in range(3):
        try:
            return i
        finally:
            if i < 2:
                continue
            print("last", i)


def swallow():
    try:
        1 / 0
    finally:
        return "swallowed"


def break_out():
    while True:
        try:
            raise KeyError("lost")
        finally:
            break
    return "broke out"


def value_kept():
    x = 1
    try:
        return x
    finally:
        x = 2
        print("x is", x)


def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            print("inner finally")
            raise TypeError("replacement")
    except TypeError as e:
        return f"{e!r} while {e.__context__!r}"


print(override(), swallow(), break_out(), value_kept(), nested())


def loop():
    for i in range(4):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("cleanup", i)


loop()

"""Class bodies are scopes that functions inside do not see."""

x = "global"


class A:
    x = "class"
    y = x + "!"
    values = [1, 2, 3]
    doubled = [v * 2 for v in values]

    def method(self):
        return x

    class Inner:
        x = "inner"

        def show(self):
            return x, A.x


print(A.y, A().method(), A.Inner().show(), A.doubled)


def function():
    x = "function"

    class B:
        y = x
        x = "class b" if False else x

        def get(self):
            return x

    return B.y if hasattr(B, "y") else None, B().get()


try:
    print(function())
except NameError as error:
    print(type(error).__name__, error)


class C:
    try:
        z = [n for n in range(3) if n in allowed]
    except NameError as error:
        print(error)
    for i in range(3):
        if i == 1:
            flag = "set in loop"
    del i


print(C.flag, hasattr(C, "i"), C.__name__, C.__qualname__, A.Inner.__qualname__)

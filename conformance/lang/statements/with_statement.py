"""Context managers: order of enter and exit, exceptions, several items."""


class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind and kind.__name__, value, traceback is not None)
        return self.swallow


with Manager("a") as a:
    print("in", a)
with Manager("b") as b, Manager("c") as c:
    print(b, c)
with (
    Manager("d") as d,
    Manager("e", swallow=True),
):
    raise ValueError("swallowed by e")
print("after")
try:
    with Manager("f"):
        raise KeyError("passes f")
except KeyError as error:
    print("caught", error)


def early():
    for i in range(3):
        with Manager(f"loop{i}"):
            if i == 0:
                continue
            return f"returned from {i}"


print(early())
with Manager("t") as (x, *y):
    print(x, y)


class NoExit:
    def __enter__(self):
        pass


try:
    with NoExit():
        pass
except TypeError as error:
    print(error)
try:
    with 5:
        pass
except TypeError as error:
    print(error)

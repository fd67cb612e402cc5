"""Metaclasses: type as a function, __new__, __call__, __prepare__-less."""


class Meta(type):
    def __new__(mcs, name, bases, namespace):
        namespace["tag"] = name.lower()
        return super().__new__(mcs, name, bases, namespace)

    def __call__(cls, *args):
        print("calling", cls.__name__)
        return super().__call__(*args)

    def __len__(cls):
        return 42

    def __iter__(cls):
        return iter(["a", "b"])


class A(metaclass=Meta):
    def __init__(self, x):
        self.x = x


class B(A):
    pass


print(A.tag, B.tag, A(1).x, B(2).x, len(A), list(B), type(A).__name__)
Point = type("Point", (), {"x": 1, "move": lambda self, d: self.x + d})
print(Point().move(2), Point.__name__, type(Point).__name__, type(type).__name__)
Sub = type("Sub", (Point,), {})
print(isinstance(Sub(), Point), Sub.__bases__ == (Point,))

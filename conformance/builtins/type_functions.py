"""type, isinstance, issubclass, callable, id, hash, repr, ascii, format."""


class A:
    pass


class B(A):
    def __call__(self):
        return "called"


b = B()
print(type(b) is B, type(b).__name__, type(B).__name__, type(5), type("a"), type(None), type([]), type({}), type(1.5), type(True), type(len), type(lambda: 0), type(A), A)
print(isinstance(b, A), isinstance(5, (str, int)), isinstance(True, int), isinstance(5, float), isinstance([], list | dict), isinstance(None, type(None)), isinstance("a", object), isinstance(A, type))
print(issubclass(B, A), issubclass(A, B), issubclass(B, (int, A)), issubclass(bool, int), issubclass(int, object), callable(b), callable(A()), callable(A), callable(print), b())
print(repr("a"), repr([1, "b"]), ascii("é"), format(3.14159, ".2f"), format("x", ">3"), format(5), id(b) == id(b), hash("a") == hash("a"), hash(None) == hash(None), hash((1, 2)) == hash((1, 2)))
print(type(1) == int, type([]) in (list, tuple), int.__name__, str.__mro__[1].__name__, [t.__name__ for t in (int, float, str, bytes, list, tuple, dict, set, frozenset, bool, complex, range, slice, object, type)])
print(int, list[int], dict[str, int], int | str, int | None, list, object, Exception, ValueError)
for bad in (lambda: isinstance(1, 5), lambda: issubclass(1, int), lambda: hash({}), lambda: type(), lambda: A(1), lambda: object(1), lambda: type("X", (), {}, 1, 2) if 0 else len(A)):
    try:
        print(bad())
    except TypeError as error:
        print(error)
X = type("X", (A,), {"n": 3, "hello": lambda self: f"hi {self.n}"})
print(X().hello(), X.__name__, isinstance(X(), A))
print(b.__class__ is B, B.__base__ is A, A.__bases__, B.__dict__["__call__"].__name__, A.__subclasses__()[0].__name__)

x = "module"


def outer(a, /, b, *args, c=1, **kwargs):
    def inner():
        nonlocal a
        a = b
        global x, made
        x = made = c

        def innermost():
            return a, kwargs

        return innermost

    return inner, lambda d=b: (d, args)


class Base:
    x = x
    y = [x for _ in range(3)]
    z = [_ for _ in x]
    __private = 1

    def method(self, __p=__private):
        return self.__private, __p, super().method(), __class__

    def nested(self):
        def inside():
            return super().nested

        return inside

    class Inner:
        y = x
        name = __qualname__, __module__

    if x:
        maybe = 1
    use = maybe


class Derived(Base, metaclass=type):
    def __str__(self):
        return str(super().__init__)


def generic[T: int, *Ts, **P](x: T, f: "Callable[P, T]") -> "list[T]":
    y: T = x
    return [y]


class Box[T]:
    item: T

    def get(self) -> T:
        return self.item

    def map[U](self, f: U) -> "Box[U]":
        return T, U


type Alias[T] = list[T] | None

len = len
print(len(x), max)


def use():
    return len, max, made


max = 1


@decorator
def decorated(): ...


@decorator
class Decorated: ...


def decorator(f):
    return f


def counter():
    n = 0

    def step():
        nonlocal n
        n += 1
        return n

    return step


gen = (x for x in range(3) if (w := x))


class Local:
    def method(self):
        __class__ = int
        return __class__, super

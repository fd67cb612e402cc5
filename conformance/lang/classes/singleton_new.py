"""__new__ chooses the instance; __init__ runs on what it returns."""


class Singleton:
    _instance = None

    def __new__(cls, *args):
        if cls._instance is None:
            print("creating")
            cls._instance = super().__new__(cls)
        return cls._instance

    def __init__(self, value=None):
        print("init", value)
        self.value = value


a, b = Singleton(1), Singleton(2)
print(a is b, a.value)


class Maybe:
    def __new__(cls, kind):
        if kind == "int":
            return 42
        return object.__new__(cls)

    def __init__(self, kind):
        print("Maybe init", kind)


print(Maybe("int"), type(Maybe("other")).__name__)


class Upper(str):
    def __new__(cls, text):
        return super().__new__(cls, text.upper())

    def shout(self):
        return self + "!"


u = Upper("abc")
print(u, u.shout(), type(u.shout()).__name__, isinstance(u, str), len(u))


class Money(int):
    def __add__(self, other):
        return Money(int(self) + int(other))

    def __repr__(self):
        return f"Money({int(self)})"


print(Money(3) + 4, sum([Money(1), Money(2)], Money(0)), Money(3) * 2)

"""__init_subclass__ and class keyword arguments; registries; __set_name__."""


class Plugin:
    registry = {}

    def __init_subclass__(cls, /, key=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.key = key or cls.__name__.lower()
        Plugin.registry[cls.key] = cls


class Csv(Plugin):
    pass


class Json(Plugin, key="js"):
    pass


print({k: v.__name__ for k, v in Plugin.registry.items()}, Csv.key, Json.key)


class Typed:
    def __init__(self, kind):
        self.kind = kind

    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = "_" + name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return getattr(instance, self.name)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name[1:]} must be {self.kind.__name__}, not {type(value).__name__}")
        setattr(instance, self.name, value)


class Person:
    name = Typed(str)
    age = Typed(int)

    def __init__(self, name, age):
        self.name, self.age = name, age


p = Person("Ann", 30)
p.age += 1
print(p.name, p.age, vars(p), Person.age.kind.__name__)
try:
    p.age = "old"
except TypeError as error:
    print(error)

"""Class attributes, instance attributes, and the difference."""


class Dog:
    kind = "canine"
    tricks = []

    def __init__(self, name):
        self.name = name

    def add(self, trick):
        self.tricks.append(trick)


a, b = Dog("Fido"), Dog("Rex")
a.add("roll")
b.add("dead")
print(a.tricks, a.tricks is b.tricks, Dog.tricks)
a.kind = "pet"
print(a.kind, b.kind, Dog.kind)
Dog.kind = "animal"
print(a.kind, b.kind)
del a.kind
print(a.kind, a.__dict__, b.__dict__)
a.extra = 1
print(a.extra, hasattr(b, "extra"), getattr(b, "extra", "none"), vars(a))
for action in (lambda: b.extra, lambda: Dog.missing, lambda: Dog("x").name.nope, lambda: delattr(b, "kind"), lambda: setattr(5, "x", 1), lambda: setattr(object(), "x", 1)):
    try:
        print(action())
    except AttributeError as error:
        print(error)
setattr(b, "name", "Max")
print(b.name, getattr(Dog, "kind"), Dog.__name__, type(a) is Dog, a.__class__.__name__)

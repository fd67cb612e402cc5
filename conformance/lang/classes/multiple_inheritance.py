"""The MRO, cooperative super, and mixins."""


class Base:
    def __init__(self, **kwargs):
        print("Base", kwargs)

    def who(self):
        return ["Base"]


class Left(Base):
    def __init__(self, *, left, **kwargs):
        print("Left", left)
        super().__init__(**kwargs)

    def who(self):
        return ["Left"] + super().who()


class Right(Base):
    def __init__(self, *, right, **kwargs):
        print("Right", right)
        super().__init__(**kwargs)

    def who(self):
        return ["Right"] + super().who()


class Both(Left, Right):
    def who(self):
        return ["Both"] + super().who()


both = Both(left=1, right=2)
print(both.who())
print([c.__name__ for c in Both.__mro__])
print(super(Left, both).who(), Base.who(both))
try:
    class Impossible(Base, Left):
        pass
except TypeError as error:
    print(str(error).split("\n")[0])


class JsonMixin:
    def dump(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in vars(self).items())})"


class Thing(JsonMixin):
    def __init__(self):
        self.a, self.b = 1, "x"


print(Thing().dump(), issubclass(Both, Right), [c.__name__ for c in Both.__bases__])

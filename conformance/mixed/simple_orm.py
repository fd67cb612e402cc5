"""ORM-like classes with descriptors and a metaclass-free registry."""


class Field:
    def __init__(self, kind, default=None, required=False):
        self.kind, self.default, self.required = kind, default, required

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner=None):
        return self if obj is None else obj._values.get(self.name, self.default)

    def __set__(self, obj, value):
        if value is not None and not isinstance(value, self.kind):
            raise TypeError(f"{self.name}: expected {self.kind.__name__}, got {type(value).__name__}")
        obj._values[self.name] = value

    def __gt__(self, other):
        return lambda row: getattr(row, self.name) > other

    def __eq__(self, other):
        return lambda row: getattr(row, self.name) == other

    __hash__ = object.__hash__


class Query:
    def __init__(self, rows):
        self.rows = rows

    def filter(self, *tests):
        return Query([r for r in self.rows if all(t(r) for t in tests)])

    def order_by(self, name):
        reverse = name.startswith("-")
        return Query(sorted(self.rows, key=lambda r: getattr(r, name.lstrip("-")), reverse=reverse))

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)

    def first(self):
        return next(iter(self), None)


class Model:
    def __init_subclass__(cls):
        cls._fields = {k: v for k, v in vars(cls).items() if isinstance(v, Field)}
        cls._table = []

    def __init__(self, **values):
        self._values = {}
        for key in values:
            if key not in self._fields:
                raise AttributeError(f"{type(self).__name__} has no field {key}")
        for name, field in self._fields.items():
            if field.required and name not in values:
                raise ValueError(f"{name} is required")
            setattr(self, name, values.get(name, field.default))

    def save(self):
        self._table.append(self)
        self._values["id"] = len(self._table)
        return self

    @classmethod
    def objects(cls):
        return Query(cls._table)

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self._values.items())})"


class User(Model):
    name = Field(str, required=True)
    age = Field(int, default=18)


class Tag(Model):
    text = Field(str, default="")


for name, age in (("Ann", 30), ("Bob", 25), ("Cid", 41)):
    User(name=name, age=age).save()
User(name="Dot").save()
Tag().save()
print(User.objects().filter(User.age > 24).order_by("-age").rows)
print(User.objects().filter(User.name == "Dot").first(), len(Tag.objects()), Tag.objects().filter(Tag.text == "x").first())
for bad in (lambda: User(), lambda: User(name=5), lambda: User(name="x", nope=1)):
    try:
        bad()
    except (ValueError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)

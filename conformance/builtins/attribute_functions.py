"""getattr, setattr, hasattr, delattr, vars, dir, globals, locals."""


class Config:
    debug = False

    def __init__(self):
        self.host = "localhost"
        self.port = 80

    def url(self, path="/"):
        return f"{self.host}:{self.port}{path}"


c = Config()
for name in ("host", "port", "debug"):
    print(name, getattr(c, name), hasattr(c, name))
print(getattr(c, "missing", None), hasattr(c, "missing"), getattr(c, "url")("/x"), getattr(Config, "url")(c))
setattr(c, "port", 8080)
setattr(c, "dynamic name", 1)
print(vars(c), c.url(), getattr(c, "dynamic name"))
delattr(c, "port")
print(hasattr(c, "port"), [n for n in dir(c) if not n.startswith("__")], sorted(c.__dict__))
for key, value in {"a": 1, "b": [2]}.items():
    setattr(c, key, value)
print(c.a, c.b, {k: v for k, v in vars(Config).items() if not k.startswith("__") and not callable(v)})
for bad in (lambda: getattr(c, "port"), lambda: getattr(5, "x"), lambda: delattr(c, "zz"), lambda: setattr(c, 5, 1), lambda: vars(5), lambda: getattr(c), lambda: [].foo, lambda: "".foo(), lambda: Config.nothing):
    try:
        print(bad())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


def scope(x):
    y = 2
    return sorted(locals().items())


print(scope(1), "scope" in globals(), globals()["__name__"])
globals()["made"] = 5
print(made)
for method in ("upper", "title", "swapcase"):
    print(getattr("hello World", method)(), end=" ")
print()

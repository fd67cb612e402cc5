"""__getattr__, __setattr__, __delattr__, __getattribute__, __dir__."""


class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        self.log.append(f"get {name}")
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        self.log.append(f"set {name}")
        setattr(self.target, name, value)

    def __delattr__(self, name):
        self.log.append(f"del {name}")
        delattr(self.target, name)


class Target:
    x = 1

    def hello(self):
        return "hello"


t = Target()
p = Proxy(t)
p.y = 5
p.y += 1
print(p.x, p.y, p.hello(), t.y)
del p.y
print(hasattr(t, "y"), hasattr(p, "zzz"), p.log)


class Upper:
    def __getattribute__(self, name):
        if name.startswith("__"):
            return object.__getattribute__(self, name)
        return name.upper()


print(Upper().anything, getattr(Upper(), "x y"))


class Fallback:
    real = 1

    def __getattr__(self, name):
        if name == "answer":
            return 42
        raise AttributeError(f"no {name} here")


f = Fallback()
print(f.real, f.answer, getattr(f, "nothing", "default"), hasattr(f, "other"))
try:
    f.other
except AttributeError as error:
    print(error)

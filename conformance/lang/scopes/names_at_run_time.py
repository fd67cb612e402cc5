"""`eval` of literals, `locals()`, `globals()`."""

x = 10
print(eval("x + 5"), eval("[i * x for i in range(3)]"), eval(" 'a' * 3 "))
def f(a):
    return eval("a ** 2 + x")
print(f(3))
print(eval("lambda q: q + 1")(4))
def area(w, h):
    local_sum = w + h
    info = locals()
    return {k: info[k] for k in sorted(info)}
print(area(2, 3))
class Config:
    debug = True
    name = "cfg"
    def __init__(self): self.v = 1
c = Config()
print(vars(c), sorted(k for k in vars(Config) if not k.startswith("_")))
def greet(name, greeting="Hello"):
    return "{greeting}, {name}!".format(**locals())
print(greet("Bob"))
def show(**kw):
    for k, v in sorted(kw.items()): print(k, "=", v)
show(**vars(c))
print("x" in globals(), "nope" in globals(), "x" in dir(), "c" in vars())
counter = 0
def bump():
    globals()["counter"] += 1
bump(); bump(); print(counter)
for i in range(3):
    globals()[f"var_{i}"] = i * 10
print(var_0, var_1, var_2)
fns = [n for n in dir() if callable(globals()[n]) and not n.startswith("_")]
print(fns)

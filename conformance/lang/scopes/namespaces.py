"""Variables by name: `globals()`, `locals()`, `vars()` and `dir()`."""

x = 1
y = "two"
def show():
    return globals()["x"]
print(show(), globals()["y"], "x" in globals(), "zzz" in globals())
globals()["x"] = 5
print(x)
globals()["fresh"] = 10
print(fresh, globals().get("nope", "default"))
def f(a, b=2, *args, c=3, **kw):
    d = a + b
    return locals()
print(f(1))
print(f(1, 5, 6, c=9, z=1))
print(sorted(k for k in globals() if not k.startswith("__")))
print(__name__, globals()["__name__"])
for name in ["show", "f"]:
    print(name, callable(globals()[name]))
class K:
    a = 1
    b = 2
    names = sorted(n for n in locals() if not n.startswith("_"))
print(K.names)
def g():
    x = 1
    y = [1, 2]
    print(locals())
    print("{x} {y}".format(**locals()))
    print(sorted(vars()))
    l = locals()
    l["x"] = 100
    print(x, l["x"])
g()
def dispatch(cmd):
    handler = globals().get("cmd_" + cmd)
    if handler is None: return "unknown"
    return handler()
def cmd_go(): return "going"
def cmd_stop(): return "stopping"
print(dispatch("go"), dispatch("stop"), dispatch("fly"))
try:
    globals()["missing"]
except KeyError as e:
    print("KeyError", e)
def outer():
    v = 1
    def inner():
        w = v
        return sorted(locals().items())
    return inner()
print(outer())
del globals()["fresh"]
try:
    fresh
except NameError as e:
    print(e)
print(locals() is globals())
print([k for k, v in list(globals().items()) if callable(v) and k.startswith("cmd")])
print(sorted(n for n in dir() if not n.startswith("_")))
def h():
    a, b = 1, 2
    return dir()
print(h())

import sys
def f(n): return f(n + 1)
try:
    f(0)
except RecursionError as e:
    print("RecursionError:", e)
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(900 < depth(0) < 1000)
sys.setrecursionlimit(50000)
def total(n): return 0 if n == 0 else n + total(n - 1)
print(total(20000), sys.getrecursionlimit())
from functools import singledispatch
@singledispatch
def show(x): return "obj"
@show.register
def _(x: int): return "int"
@show.register
def _(x: list | tuple): return "seq"
@show.register(str)
def _(x): return "str"
print(show(1), show("s"), show([]), show(()), show(2.5))
def g(a: int, b: "str" = "x", *args: float, **kw: list[int]) -> dict[str, int]: ...
print(g.__annotations__)
class C:
    x: int = 1
    y: "list[str]"
print(C.__annotations__)
def validate(fn):
    def inner(*args):
        for (name, ty), a in zip(fn.__annotations__.items(), args):
            if not isinstance(a, ty):
                raise TypeError(f"{name}: expected {ty.__name__}, got {type(a).__name__}")
        return fn(*args)
    return inner
@validate
def add(x: int, y: int): return x + y
print(add(1, 2))
try: add(1, "2")
except TypeError as e: print(e)

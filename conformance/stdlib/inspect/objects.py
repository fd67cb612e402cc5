"""inspect: what functions and classes are, signatures without annotations, documentation."""

import inspect
from abc import ABC, abstractmethod


def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    """Doc of f.

    More."""


async def co(): ...
def gen(): yield 1
async def agen(): yield 1


class C:
    """A class."""

    def m(self, x, y=1): ...

    @staticmethod
    def s(q): ...

    def __init__(self, z=0): ...


class A(ABC):
    @abstractmethod
    def m(self): ...


print(inspect.signature(f), inspect.signature(C.m), inspect.signature(C().m), inspect.signature(C), inspect.signature(lambda x, *y: x), inspect.signature(co), inspect.signature(C.s))
for p in inspect.signature(f).parameters.values():
    print(p.name, p.kind, p.kind is inspect.Parameter.KEYWORD_ONLY, p.default if p.default is not p.empty else "-", p)
print([(name, inspect.iscoroutinefunction(x), inspect.isgeneratorfunction(x), inspect.isasyncgenfunction(x), inspect.isfunction(x), inspect.ismethod(x), inspect.isclass(x), inspect.isbuiltin(x), inspect.isroutine(x)) for name, x in (("f", f), ("co", co), ("gen", gen), ("agen", agen), ("C", C), ("m", C().m), ("len", len))])
c = co()
g = gen()
print(inspect.iscoroutine(c), inspect.isawaitable(c), inspect.isgenerator(g), inspect.isgenerator(c), inspect.isasyncgen(agen()), inspect.isabstract(A), inspect.isabstract(C))
c.close()
print(repr(inspect.getdoc(f)), inspect.getdoc(C), inspect.cleandoc("  a\n    b\n  c\n"), inspect.getmro(A)[0].__name__, [n for n, _ in inspect.getmembers(C(), inspect.ismethod)])
b = inspect.signature(f).bind(1, 2, 3, 4, d=6, z=7)
print(b.arguments, b.args, b.kwargs)
b = inspect.signature(f).bind(1, d=0)
b.apply_defaults()
print(b.arguments)
for bad in (lambda: inspect.signature(f).bind(), lambda: inspect.signature(C.s).bind(1, 2), lambda: inspect.signature(C.s).bind(w=1), lambda: inspect.signature(5)):
    try:
        print(bad())
    except TypeError as e:
        print(e)
print(f.__code__.co_argcount, f.__code__.co_varnames, f.__code__.co_name, f.__code__.co_kwonlyargcount, f.__code__.co_posonlyargcount)

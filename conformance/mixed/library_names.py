import random, copy, operator, sys, string, abc, functools, contextlib
random.seed(5)
print([random.binomialvariate(10, 0.3) for _ in range(5)], [random.binomialvariate(100, 0.7) for _ in range(5)], random.binomialvariate(), random.Random(3).binomialvariate(1000, 0.25))
print(0 <= random.SystemRandom().random() < 1, random.SystemRandom().randint(3, 3))
from dataclasses import dataclass
@dataclass(frozen=True)
class P:
    x: int
    y: int = 2
print(copy.replace(P(1), y=5))
from collections import namedtuple
N = namedtuple("N", "a b")
print(copy.replace(N(1, 2), a=9))
try: copy.replace(3)
except TypeError as e: print(e)
print(operator.length_hint([1,2]), operator.length_hint(object(), 7), operator.iconcat([1], [2]))
print(sys.float_info.epsilon, sys.float_info.max, sys.float_info.dig, sys.int_info.bits_per_digit, sys.hash_info.modulus)
print(sys.float_info)
f = string.Formatter()
print(f.format("{0} {name!r:>6} {}" .replace("{}", "{1}"), 1, 2, name="x"))
print(f.format("{}-{:>4}-{x.real}", "a", 3, x=5))
class F(string.Formatter):
    def get_value(self, key, args, kw):
        if isinstance(key, str): return kw.get(key, f"<{key}>")
        return super().get_value(key, args, kw)
    def format_field(self, v, spec):
        return v.upper() if spec == "u" else super().format_field(v, spec)
print(F().format("{a} {b:u} {{x}}", b="bb"))
print(list(f.parse("a{b!r:>{w}}c{{d}}")))
class Base(abc.ABC):
    @abc.abstractclassmethod
    def make(cls): ...
    @abc.abstractstaticmethod
    def st(): ...
try: Base()
except TypeError as e: print(e)
class CM(contextlib.AbstractContextManager):
    def __exit__(self, *a): print("exit", a[0]); return True
with CM() as c: print(type(c).__name__); 1/0
class Deco(contextlib.ContextDecorator):
    def __enter__(self): print("in"); return self
    def __exit__(self, *e): print("out"); return False
@Deco()
def fn(x): print("fn", x); return x
print(fn(4))
print(isinstance(contextlib.nullcontext(), contextlib.AbstractContextManager), isinstance(3, contextlib.AbstractContextManager))
try:
    class NoExit(contextlib.AbstractContextManager): pass
    NoExit()
except TypeError as e: print(e)

"""Modules of the library as values."""

import math, string, os.path, json as j
import sys
print(type(math), math.__name__)
print(getattr(math, "pi"), hasattr(math, "tau"), hasattr(math, "zzz"))
for mod in (math, string, j):
    print(mod.__name__, "pi" in dir(mod))
def use(m, n): return getattr(m, n)
print(use(math, "sqrt")(16))
try:
    math.nope
except AttributeError as e:
    print(e)
try:
    getattr(j, "nope")
except AttributeError as e:
    print(e)
print(repr(math).startswith("<module 'math'"))
fn = {"m": math, "s": string}
print(fn["m"].floor(2.7), fn["s"].digits)






print(vars(math)["e"])
m = math
print(m.pi)
import types
print(isinstance(math, types.ModuleType))







"""Recursion without an end, in every form, is a RecursionError."""

import sys
def f(n):
    return f(n + 1) + 1
try:
    f(0)
except RecursionError as e:
    print(type(e).__name__, e)
def g(n: int) -> int:
    if n == 0:
        return 0
    return 1 + g(n - 1)
print(g(500))
try:
    g(100000)
except RecursionError as e:
    print("deep", e)
class A:
    def __getattr__(self, name):
        return getattr(self, name + "x")
try:
    A().foo
except RecursionError as e:
    print("attr", type(e))
class B:
    def __repr__(self):
        return repr(self)
try:
    repr(B())
except RecursionError as e:
    print("repr", type(e).__mro__)
class C:
    def __eq__(self, o):
        return self == o
try:
    C() == C()
except RecursionError as e:
    print("eq", type(e).__name__)
def is_even(n): return True if n == 0 else is_odd(n - 1)
def is_odd(n): return False if n == 0 else is_even(n - 1)
try:
    is_even(10**6)
except RecursionError:
    print("mutual")
print(is_even(300))
def gen(n):
    yield n
    yield from gen(n + 1)
try:
    for x in gen(0):
        pass
except RecursionError as e:
    print("gen", x > 100)
fact = lambda n: 1 if n <= 1 else n * fact(n - 1)
print(len(str(fact(400))))
print(sys.getrecursionlimit())
sys.setrecursionlimit(3000)
print(sys.getrecursionlimit())
def depth(n):
    try:
        return depth(n + 1)
    except RecursionError:
        return n
print(depth(0) > 1000)
l = []
l.append(l)
print(l)
nested = []
for i in range(50): nested = [nested]
print(str(nested).count("["))
l = []
l.append(l)
print(l)
nested = []
for i in range(50): nested = [nested]
print(str(nested).count("["))
d = {}
d["d"] = d
print(d)
class N:
    def __init__(self): self.next = None
    def __repr__(self): return f"N({self.next})"
n = N(); n.next = n
try: print(n)
except RecursionError as e: print(e)
class P:
    @property
    def p(self): return self.p
try: P().p
except RecursionError as e: print(e)
class Q:
    def __init__(self): self.q = Q()
try: Q()
except RecursionError as e: print(e)
def a():
    b()
def b():
    a()
try: a()
except RecursionError as e: print(e, repr(e))
x = lambda: x()
try: x()
except RecursionError as e: print(e)

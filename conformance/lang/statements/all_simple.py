"""Simple statements and the compound ones around them, densely."""

# simple statements
a = b = c = []
a.append(1); print(b, c is a)
x, (y, *z), w = 1, (2, 3, 4), 5; print(x, y, z, w)
[p, q] = "ab"; print(p, q)
*r, s = range(4); print(r, s)
try: a1, b1 = 1, 2, 3
except ValueError as e: print(e)
try: a1, b1, c1 = 1, 2
except ValueError as e: print(e)
try: a1, *b1, c1 = [1]
except ValueError as e: print(e)
try: a1, b1 = 5
except TypeError as e: print(e)
try: a1, b1 = None
except TypeError as e: print(e)
i = 0
lst = [0, 0, 0]
i, lst[i] = 1, 9
print(i, lst)
d = {}
d["k"], d["j"] = 1, 2; print(d)
lst += "ab"; print(lst)
lst *= 2; print(lst)
n = 7
n //= 2; n **= 3; n <<= 1; n |= 1; n ^= 5; n %= 7; n &= 6; print(n)
t = (1, [2])
try: t[1] += [3]
except TypeError as e: print(e)
print(t)
class C: v = 1
o = C(); o.v += 1; print(o.v, C.v)
assert True
try: assert 1 == 2, "msg"
except AssertionError as e: print(repr(e))
try: assert (0), ("tuple", 1)
except AssertionError as e: print(e.args)
try: assert []
except AssertionError as e: print(repr(e), e.args)
del lst[0], lst[1:3]; print(lst)
del (x, y)
try: x
except NameError as e: print(e)
def f():
    print(loc)
    loc = 1
try: f()
except UnboundLocalError as e: print(e)
def g():
    del zz
try: g()
except NameError as e: print(type(e).__name__, e)
for i in range(3):
    if i == 5: break
else: print("no break", i)
for i in range(3):
    if i == 1: continue
    if i == 2: break
else: print("never")
print(i)
while i: i -= 1
else: print("while else", i)
for k, (u, v) in enumerate([(1, 2), (3, 4)]): print(k, u, v)
for o.attr in range(2): pass
print(o.attr)
for d["i"] in "xy": pass
print(d)
def r1():
    for i in range(3):
        try:
            if i == 1: return "ret"
        finally:
            print("fin", i)
print(r1())
def r2():
    while True:
        try: break
        finally: print("f2")
    try: return 1
    finally: return 2
print(r2())
def r3():
    try: raise ValueError("lost")
    finally: return "swallowed"
print(r3())
try:
    try: raise KeyError("a")
    except KeyError as e: raise ValueError("b") from e
except ValueError as e: print(repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try: 1 / 0
    except ZeroDivisionError: raise TypeError("t") from None
except TypeError as e: print(e.__cause__, repr(e.__context__), e.__suppress_context__)
try: raise
except RuntimeError as e: print(e)
try: raise 1
except TypeError as e: print(e)
try: raise ValueError from 1
except TypeError as e: print(e)
try:
    try: 1/0
    except (KeyError, 5): pass
except TypeError as e: print(e)
print(eval("1 + 2"))
def nl():
    v = 1
    def inc():
        nonlocal v
        v += 1
        return v
    inc(); inc()
    return v
print(nl())
global_var = 1
def setg():
    global global_var, new_global
    global_var += 1; new_global = "n"
setg(); print(global_var, new_global)
with open("/dev/null") as fh, open("/dev/null") as gh: print(fh.closed, fh.name)
print(fh.closed)
v: int = 5
u: "undefined" 
print(v, __annotations__)
if (n := len("abc")) > 2: print(n)
print([y := 5, y ** 2], (lambda: (yield))().__class__.__name__)
pass; ...
type Alias = int | str
print(Alias, Alias.__value__)
match [1, 2, {"k": "v", "z": 1}]:
    case [1, x, {"k": str(val), **rest}] if x > 1: print(x, val, rest)
match (1, 2):
    case (a, b) | [a, b, _]: print(a, b)
match 5:
    case int(n) | str(n): print("n", n)

"""Closures in many forms."""

def make_counter(start=0):
    count = start
    def inc(by=1):
        nonlocal count
        count += by
        return count
    def get(): return count
    return inc, get
inc, get = make_counter(5)
inc(); inc(10); print(get())
print([c.cell_contents for c in inc.__closure__], inc.__code__.co_freevars)
def outer():
    msg = "hi"
    def inner():
        def innermost(): return msg
        return innermost
    return inner
print(outer()()(), outer().__closure__[0].cell_contents)
fs = []
for i in range(3):
    def f(i=i): return i
    fs.append(f)
print([f() for f in fs], fs[0].__closure__)
adders = [lambda x, n=n: x + n for n in range(3)]
print([a(10) for a in adders])
def memo(fn):
    cache = {}
    def wrapper(n):
        if n not in cache: cache[n] = fn(n)
        return cache[n]
    wrapper.cache = cache
    return wrapper
@memo
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), len(fib.cache))
def acc():
    total = 0
    def add(x):
        nonlocal total
        total += x
        return total
    add.reset = lambda: None
    return add
a = acc(); a(5); print(a(6), a.__name__, a.__qualname__)
x = "global"
def scope():
    x = "enclosing"
    def inner():
        global x
        x = "changed"
        return x
    r = inner()
    return x, r
print(scope(), x)
def unbound():
    def inner(): return later
    try: inner()
    except NameError as e: print(type(e).__name__, e)
    later = 1
    return inner()
print(unbound())
def compose(*fns):
    def run(x):
        for f in reversed(fns): x = f(x)
        return x
    return run
print(compose(str, lambda v: v * 2, abs)(-21))

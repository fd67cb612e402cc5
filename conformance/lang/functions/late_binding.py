def f():
    fs = []
    for i in range(3):
        fs.append(lambda: i)
    return [g() for g in fs]
print(f())
def h():
    fs = []
    while len(fs) < 3:
        x = len(fs) * 10
        def inner():
            return x
        fs.append(inner)
    return [g() for g in fs]
print(h())
gs = []
for k in range(3):
    gs.append(lambda: k)
print([g() for g in gs])
def m():
    return [g() for g in [lambda: i for i in range(3)]]
print(m())
def m2():
    fs = [lambda: (i, y) for i in range(3) if (y := i * 2) > 0]; return [g() for g in fs]
print(m2())
print([g() for g in [lambda: i for i in range(3)]])
print(list(g() for g in [lambda: i for i in range(3)]))
ds = {i: lambda: i for i in range(3)}
print([ds[k]() for k in ds])
class C:
    fs = [lambda: i for i in range(3)]
    print([f() for f in fs])
def f(n):
    def outer(c):
        if c:
            def f(): return 1
        else:
            def f(): return 2
        return f()
    return outer(n)
print(f(0), f(1))

"""Doc."""
# licence

# about x
x = input()
x = int(x)  # number
print(max(x, 3))
max = 4
print(max)

def f(a, b=1, *c, d, **e):
    a = str(a)
    for i in range(3):
        y = i
        a = a + "s"
    else:
        y = "n"
    try:
        z = g(a)
    except ValueError as e:
        z = None
        print(e)
    except (TypeError, KeyError) as e:
        raise
    finally:
        b = [q for q in c if (w := q)]
    print(y, z, b, w, i)
    def inner():
        nonlocal b
        b = 3
        return a, b
    del d
    return lambda k: (k, y, x)

class A:
    v = 1
    def m(self, __p):
        self.__q = __p
        return super().m(self.v), __class__
    w = v + u
    t = [v for v in range(v)]
    print = print

def g(n):
    while True:
        t = sum(n * k for k in range(n))
        s = (n * k for k in range(n))
        if t: break
        n += 1
    with open("x") as fh:
        data = fh.read()
    print(t, data, s)

if __name__ == "__main__":
    def main(): print(undefined_thing, max)
    main()

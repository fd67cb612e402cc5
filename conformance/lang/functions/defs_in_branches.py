import functools
def deco(f):
    @functools.wraps(f)
    def w(*a):
        print("call", a)
        return f(*a)
    return w
def main(flag):
    @deco
    def walk(n):
        print(n)
        if n:
            walk(n - 1)
    walk(3)
    if flag:
        def g(x): return x + 1
    else:
        def g(x): return x + 2
    print(g(1))
    for i in range(2):
        def h(): return i
        print(h())
    try:
        import nothing
    except ImportError:
        def nothing(x): return nothing2(x)
        def nothing2(x): return nothing(x - 1) if x else "end"
    print(nothing(3))
main(True)

"""The cells of closures."""

def outer(x):
    y = 10
    def inner(z):
        nonlocal y
        y += 1
        return x + y + z
    return inner
i = outer(5)
print(i(1), i.__closure__ is not None, [c.cell_contents for c in i.__closure__])
def mk(n):
    return lambda v: v * n
print(mk(2).__closure__[0].cell_contents)

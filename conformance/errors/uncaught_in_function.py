def inner(x):
    return 10 // x


def outer(values):
    for value in values:
        print(inner(value))


outer([5, 2, 0, 1])

def released():
    task = make()
    task = None
    value = "text"
    value = 1
    return value


def make():
    yield

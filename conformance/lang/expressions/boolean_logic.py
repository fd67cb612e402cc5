"""and, or and not return operands; truth of values; conditional expressions."""


class Weird:
    def __init__(self, size):
        self.size = size

    def __len__(self):
        print("len asked")
        return self.size


class Decided:
    def __bool__(self):
        print("bool asked")
        return False

    def __len__(self):
        return 5


print(0 or "", "a" or "b", None or [] or {}, 1 and 2, 0 and 1, "" and 1)
print(not 0, not "x", not [], not Weird(0), not Weird(3), not Decided())
for value in (0, 0.0, -0.0, "", "0", [], [0], (), {}, set(), None, range(0), b"", float("nan"), object):
    print(bool(value), end=" ")
print()
print("yes" if Weird(1) else "no", "yes" if Decided() else "no")
print(1 if 0 else 2 if 0 else 3)
calls = []


def call(name, result):
    calls.append(name)
    return result


call("a", False) and call("b", True) or call("c", 0) or call("d", "last")
print(calls, (lambda: None)() or "default")
print(any([0, "", 3]), all([]), all([1, "x", []]), bool(Weird(0)) + True)

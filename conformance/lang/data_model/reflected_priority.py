"""A subclass on the right gets the first try; mixed operands."""


class A:
    def __add__(self, other):
        print("A.__add__")
        return "A"

    def __radd__(self, other):
        print("A.__radd__")
        return "rA"

    def __eq__(self, other):
        print("A.__eq__")
        return NotImplemented


class B(A):
    def __radd__(self, other):
        print("B.__radd__")
        return "rB"

    def __eq__(self, other):
        print("B.__eq__")
        return NotImplemented


class C(A):
    pass


print(A() + A(), A() + B(), B() + A(), A() + C(), 1 + A(), "s" + B())
print(A() == A(), A() == B(), A() == 1, 1 == B(), A() != 1)


class L:
    def __lt__(self, other):
        print("L.__lt__")
        return True


class G:
    def __gt__(self, other):
        print("G.__gt__")
        return False


print(L() < 1, 1 > L(), 1 < G(), G() > 1)
try:
    L() > G() if 0 else G() < G()
except TypeError as error:
    print(error)
try:
    L() <= 1
except TypeError as error:
    print(error)

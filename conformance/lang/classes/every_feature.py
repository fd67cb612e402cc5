"""Classes with everything."""

import abc
class Shape(abc.ABC):
    registry = {}
    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Shape.registry[cls.__name__.lower()] = cls
    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def name(self): ...
    def describe(self): return f"{self.name} area={self.area():.2f}"
    @classmethod
    def create(cls, kind, *args): return cls.registry[kind](*args)
class Circle(Shape):
    def __init__(self, r): self._r = r
    @property
    def r(self): return self._r
    @r.setter
    def r(self, v):
        if v < 0: raise ValueError("negative")
        self._r = v
    @r.deleter
    def r(self): del self._r
    def area(self): return 3.14159 * self._r ** 2
    name = "circle"
class Square(Shape):
    def __init__(self, s): self.s = s
    def area(self): return self.s ** 2
    @property
    def name(self): return "square"
try: Shape()
except TypeError as e: print(e)
class Half(Shape):
    def area(self): return 1
try: Half()
except TypeError as e: print(e)
print([s.describe() for s in (Circle(1), Square(2))], Shape.create("circle", 2).r, sorted(Shape.registry))
c = Circle(5); c.r = 6
try: c.r = -1
except ValueError as e: print(e)
del c.r
try: c.r
except AttributeError as e: print(e)
class A:
    def who(self): return ["A"]
class B(A):
    def who(self): return ["B"] + super().who()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()
print(D().who(), [k.__name__ for k in D.__mro__], D.__bases__)
try:
    class E(A, D): pass
except TypeError as e: print(e)
class Account:
    interest = 0.02
    _count = 0
    __secret = "s"
    def __init__(self, owner, balance=0):
        self.owner, self.__balance = owner, balance
        Account._count += 1
        type(self)._count
    @property
    def balance(self): return self.__balance
    def deposit(self, n):
        self.__balance += n
        return self
    @classmethod
    def from_str(cls, s): return cls(*s.split(":"))
    @staticmethod
    def valid(n): return n > 0
    def __repr__(self): return f"{type(self).__name__}({self.owner!r}, {self.__balance})"
    def __lt__(self, o): return self.__balance < o.__balance
    def __eq__(self, o): return isinstance(o, Account) and self.owner == o.owner
a = Account("ann", 10).deposit(5).deposit(1)
print(a, a.balance, a._Account__balance, Account.valid(-1), Account.from_str("bob:3"), Account._count)
try: a.__balance
except AttributeError as e: print(e)
try: a.balance = 5
except AttributeError as e: print(e)
try: hash(a)
except TypeError as e: print(e)
print(sorted([Account("x", 3), Account("y", 1)]), max(Account("p", 3), Account("q", 8)), a.__dict__, vars(a) is a.__dict__)
a.extra = 1; print(hasattr(a, "extra"), getattr(a, "nope", "dflt")); delattr(a, "extra"); setattr(a, "owner", "zed"); print(a)
print(isinstance(True, int), issubclass(bool, int), type(a) is Account, type(a).__name__, a.__class__.__qualname__, isinstance(a, (int, Account)))
class Slotted:
    __slots__ = ("x", "y")
    def __init__(self, x): self.x = x
s = Slotted(1)
try: s.z = 1
except AttributeError as e: print(e)
try: s.y
except AttributeError as e: print(e)
class Temp:
    def __init__(self, c): self.c = c
    f = property(lambda self: self.c * 9 / 5 + 32, lambda self, v: setattr(self, "c", (v - 32) * 5 / 9), doc="fahrenheit")
t = Temp(100); print(t.f, Temp.f.__doc__); t.f = 32; print(t.c)
Dyn = type("Dyn", (A,), {"x": 1, "hi": lambda self: "hi " + str(self.x)})
print(Dyn().hi(), Dyn.__name__, Dyn().who())
class Meta(type):
    def __repr__(cls): return f"<Meta {cls.__name__}>"
    @property
    def shout(cls): return cls.__name__.upper()
class WithMeta(metaclass=Meta): pass
print(WithMeta, WithMeta.shout, type(WithMeta).__name__)
class Outer:
    class Inner:
        v = 1
        def m(self): return Outer.Inner.v
    def make(self): return self.Inner()
print(Outer().make().m(), Outer.Inner.__qualname__)
class Chain:
    def __init__(self): self.ops = []
    def __getattr__(self, n): self.ops.append(n); return self
    def __call__(self, *a): self.ops.append(a); return self
print(Chain().foo.bar(1).baz.ops)
class Cnt:
    def __init__(self): self.n = 0
    def __iadd__(self, o): self.n += o; return self
    def __getitem__(self, k): return k
    def __contains__(self, k): return k == 1
    def __del__(self): pass
k = Cnt(); k += 5; print(k.n, k[1:2], k[1, 2], k[...], k[::2, 1], 1 in k)

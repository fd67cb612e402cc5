"""Special methods of all kinds, metaclasses, descriptors, hooks of classes."""

class Vec:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __repr__(self): return f"Vec({self.x!r}, {self.y!r})"
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y) if isinstance(o, Vec) else NotImplemented
    def __radd__(self, o): return self if o == 0 else NotImplemented
    def __mul__(self, k): return Vec(self.x * k, self.y * k)
    __rmul__ = __mul__
    def __neg__(self): return Vec(-self.x, -self.y)
    def __abs__(self): return (self.x ** 2 + self.y ** 2) ** 0.5
    def __bool__(self): return bool(self.x or self.y)
    def __eq__(self, o): return isinstance(o, Vec) and (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __iter__(self): yield self.x; yield self.y
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __len__(self): return 2
    def __matmul__(self, o): return self.x * o.x + self.y * o.y
    def __pow__(self, n, mod=None): return Vec(pow(self.x, n, mod), pow(self.y, n, mod))
    def __divmod__(self, k): return Vec(self.x // k, self.y // k), Vec(self.x % k, self.y % k)
    def __round__(self, n=None): return Vec(round(self.x, n), round(self.y, n))
    def __format__(self, spec): return f"<{self.x:{spec}}|{self.y:{spec}}>"
    def __contains__(self, v): return v in (self.x, self.y)
    def __index__(self): return self.x
    def __call__(self, *a, **k): return (a, k)
v = Vec(3, 4)
print(v + Vec(1, 1), sum([v, v]), 2 * v, v * 2, -v, abs(v), bool(Vec(0, 0)), v == Vec(3, 4), len({v, Vec(3, 4)}))
print(list(v), v[0], v[-1], len(v), v @ v, v ** 2, pow(v, 2, 5), divmod(v, 2), round(Vec(1.567, 2.345), 1), round(Vec(1.5, 2.5)))
print(f"{v:>4}", format(v, "03d"), 4 in v, hex(Vec(255, 0)), [10, 20, 30, 40][v], v(1, a=2))
try: v.z = 1
except AttributeError as e: print(e)
try: v + 1
except TypeError as e: print(e)
try: "a" + v
except TypeError as e: print(e)
try: v < v
except TypeError as e: print(e)
try: ~v
except TypeError as e: print(e)
try: v.__dict__
except AttributeError as e: print(e)
del v.x
try: v.x
except AttributeError as e: print(e)
class Meta(type):
    def __new__(mcs, name, bases, ns, **kw):
        cls = super().__new__(mcs, name, bases, ns)
        cls.kw = kw
        return cls
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a):
        print("creating", cls.__name__, a)
        return super().__call__(*a)
    def __len__(cls): return 42
    def __iter__(cls): return iter("abc")
    def __contains__(cls, x): return x == 1
    def __getitem__(cls, k): return (cls.__name__, k)
    def __instancecheck__(cls, o): return o == "inst"
    def __subclasscheck__(cls, o): return o is int
    @classmethod
    def __prepare__(mcs, name, bases, **kw):
        print("prepare", name, kw)
        return {"injected": 1}
class M(metaclass=Meta, flag=True):
    def __init__(self, a): self.a = a
print(M.kw, M(1).a, len(M), list(M), 1 in M, M["k"], isinstance("inst", M), issubclass(int, M), M.injected, type(M))
class Desc:
    def __set_name__(self, owner, name): self.name = name; print("set_name", owner.__name__, name)
    def __get__(self, obj, owner): return (obj is None, owner.__name__)
    def __set__(self, obj, value): print("set", value)
    def __delete__(self, obj): print("delete")
class D:
    d = Desc()
D().d = 5
print(D.d, D().d)
x = D(); del x.d
class Base:
    subs = []
    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.subs.append((cls.__name__, tag))
class S1(Base, tag="a"): pass
class S2(S1): pass
print(Base.subs)
class Attr:
    def __init__(self): self.real = 1
    def __getattr__(self, n): return f"dyn_{n}"
    def __setattr__(self, n, v): print("setting", n); super().__setattr__(n, v)
    def __delattr__(self, n): print("deleting", n); object.__delattr__(self, n)
    def __dir__(self): return ["b", "a"]
a = Attr(); print(a.real, a.other, dir(a)); a.q = 1; del a.q; print(a.q, a.__dict__)
class G:
    def __getattribute__(self, n):
        if n == "secret": raise AttributeError("no secrets")
        return object.__getattribute__(self, n)
    open = 1
try: G().secret
except AttributeError as e: print(e)
print(G().open, hasattr(G(), "secret"), getattr(G(), "secret", None))
class Miss(dict):
    def __missing__(self, k): self[k] = k * 2; return self[k]
mm = Miss(a=1); print(mm["zz"], mm, mm.get("q"))
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n <= 0: raise StopIteration
        self.n -= 1; return self.n
    def __length_hint__(self): return self.n
    def __reversed__(self): return "rev"
import operator
print(list(It(3)), operator.length_hint(It(5)), reversed(It(1)))
class New:
    _inst = None
    def __new__(cls, *a):
        if cls._inst is None: cls._inst = super().__new__(cls)
        return cls._inst
print(New() is New())
class Ctx:
    def __enter__(self): print("in"); return self
    def __exit__(self, t, v, tb): print("out", t and t.__name__, v); return t is KeyError
with Ctx() as c: raise KeyError("x")
print(Vec.__slots__, D.__mro__, D.__bases__, M.__class__, Vec.__name__, Vec.__qualname__, Vec.__module__, Vec.__doc__)
print(Base.__subclasses__(), S2.mro())

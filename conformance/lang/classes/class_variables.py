from typing import ClassVar


class Service:
    created: ClassVar[int] = 0
    registry: dict[str, "Service"] = {}
    names = []

    def __init__(self, name: str) -> None:
        self.name = name
        Service.created += 1
        Service.registry[name] = self
        self.names.append(name)

    @classmethod
    def count(cls) -> int:
        cls.created += 100
        return cls.created

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"


class Sub(Service):
    pass


class V:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def __add__(self, other):
        if not isinstance(other, V):
            return NotImplemented
        return V(self.x + other.x, self.y + other.y)

    def __eq__(self, other):
        if isinstance(other, V):
            return self.x == other.x and self.y == other.y
        return NotImplemented

    def __mul__(self, k):
        return V(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __repr__(self):
        return f"V({self.x}, {self.y})"


a = Service("a")
b = Sub("b")
print(Service.created, Service.registry, Service.names, b.names, b, Service.count(), b.created)
print(V(1, 2) + V(3, 4), V(1, 2) == V(1, 2), V(1, 2) != V(1, 3), V(1, 2) * 3)

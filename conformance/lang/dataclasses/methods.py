"""Dataclasses with methods, properties, class methods and recursion."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Node:
    value: int
    children: list[Node] = field(default_factory=list)
    parent: Node | None = field(default=None, repr=False)

    def add(self, value: int) -> Node:
        child = Node(value, parent=self)
        self.children.append(child)
        return child

    @property
    def depth(self) -> int:
        return 0 if self.parent is None else self.parent.depth + 1

    def total(self) -> int:
        return self.value + sum(child.total() for child in self.children)

    def walk(self):
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Account:
    owner: str
    balance: int = 0
    history: list[tuple[str, int]] = field(default_factory=list)

    @classmethod
    def from_dict(cls, data: dict) -> Account:
        return cls(**data)

    def deposit(self, amount: int) -> Account:
        self.balance += amount
        self.history.append(("deposit", amount))
        return self

    def __str__(self) -> str:
        return f"{self.owner}: {self.balance}"


root = Node(1)
root.add(2).add(3)
root.add(4)
print(root)
print(root.total(), [(n.value, n.depth) for n in root.walk()])
acc = Account.from_dict({"owner": "Ann", "balance": 5})
print(acc.deposit(10).deposit(1), repr(acc))


@dataclass
class Loop:
    me: object = None


loop = Loop()
loop.me = loop
print(loop)

"""abc: abstract methods, subclass hooks, collections.abc checks."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, MutableSequence, Sequence, Sized


class Drawable(ABC):
    @abstractmethod
    def draw(self): ...

    @classmethod
    @abstractmethod
    def create(cls): ...


@Drawable.register
class Foreign:
    pass


print(isinstance(Foreign(), Drawable), issubclass(Foreign, Drawable))
for value in ([], (), "a", {}, {1}, 5, iter([]), len, range(3)):
    print(type(value).__name__, [c.__name__ for c in (Iterable, Iterator, Sequence, Mapping, Sized, Hashable, Callable, MutableSequence) if isinstance(value, c)])


class Deck(Sequence):
    def __init__(self, cards):
        self.cards = list(cards)

    def __len__(self):
        return len(self.cards)

    def __getitem__(self, i):
        return self.cards[i]


d = Deck("abca")
print("b" in d, d.index("c"), d.count("a"), list(reversed(d)), list(d))


class Lower(Mapping):
    def __init__(self, data):
        self.data = data

    def __getitem__(self, key):
        return self.data[key.lower()]

    def __len__(self):
        return len(self.data)

    def __iter__(self):
        return iter(self.data)


m = Lower({"a": 1})
print(m["A"], m.get("Z", 0), list(m.items()), "A" in m, dict(m), m == {"a": 1})

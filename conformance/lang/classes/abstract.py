"""Abstract base classes."""

from abc import ABC, abstractmethod


class Storage(ABC):
    @abstractmethod
    def get(self, key: str) -> str:
        """Return a value."""
        return f"default {key}"

    @property
    @abstractmethod
    def size(self) -> int: ...

    def twice(self, key: str) -> str:
        return self.get(key) * 2


class Half(Storage):
    def get(self, key: str) -> str:
        return "half"


class Memory(Storage):
    def get(self, key: str) -> str:
        return super().get(key) + "!"

    @property
    def size(self) -> int:
        return 3


for cls in (Storage, Half):
    try:
        cls()
    except TypeError as error:
        print(error)
m = Memory()
print(m.twice("k"), m.size, isinstance(m, Storage), Storage.get.__doc__)
print(sorted(Storage.__abstractmethods__), sorted(Half.__abstractmethods__), Memory.__abstractmethods__)

"""The store: items by name, safe to use from many tasks."""

import asyncio
from collections.abc import Iterator

from . import models
from .models import Item, Movement


class Store:
    """Keeps items and a journal of everything that moved."""

    def __init__(self, *items: Item) -> None:
        self._items = {item.name: item for item in items}
        self._lock = asyncio.Lock()
        self._arrival = asyncio.Condition(self._lock)
        self.journal: list[Movement] = []

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, name: object) -> bool:
        return name in self._items

    def __getitem__(self, name: str) -> Item:
        try:
            return self._items[name]
        except KeyError:
            raise models.InventoryError(f"unknown item {name!r}") from None

    def __iter__(self) -> Iterator[Item]:
        yield from self._items.values()

    def _move(self, item: Item, amount: int) -> None:
        item.count += amount
        self.journal.append(Movement(len(self.journal) + 1, item.name, amount))

    async def receive(self, name: str, amount: int) -> None:
        """Goods arrive; whoever waits for them wakes up."""
        async with self._arrival:
            self._move(self[name], amount)
            self._arrival.notify_all()

    async def take(self, name: str, amount: int, *, wait: bool = False) -> Item:
        """Take goods out; either wait for them or raise OutOfStock."""
        async with self._arrival:
            item = self[name]
            if wait:
                await self._arrival.wait_for(lambda: item.count >= amount)
            if item.count < amount:
                raise models.OutOfStock(item, amount)
            self._move(item, -amount)
            return item

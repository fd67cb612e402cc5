"""Producers and consumers that share one bounded queue.

Two bakers put loaves on a small shelf, three customers take them off.  A baker
that finds the shelf full waits, and so does a customer that finds it empty.
"""

import asyncio
from dataclasses import dataclass


@dataclass
class Loaf:
    """One loaf of bread, as it lies on the shelf."""

    number: int
    baker: str
    weight: float

    def label(self) -> str:
        return f"{self.baker}#{self.number} ({self.weight:.2f} kg)"


class Ledger:
    """Remembers who took what, in the order in which it happened."""

    def __init__(self) -> None:
        self.sales: dict[str, list[Loaf]] = {}

    def record(self, customer: str, loaf: Loaf) -> None:
        self.sales.setdefault(customer, []).append(loaf)

    def total_weight(self) -> float:
        return sum(loaf.weight for loaves in self.sales.values() for loaf in loaves)


async def baker(name: str, shelf: asyncio.Queue, count: int) -> int:
    """Bake `count` loaves and put each on the shelf; return how many."""
    for number in range(1, count + 1):
        loaf = Loaf(number, name, 0.5 + 0.25 * (number % 3))
        await shelf.put(loaf)
        print(f"{name} put loaf {number}, {shelf.qsize()} on the shelf")
        await asyncio.sleep(0)
    print(f"{name} goes home")
    return count


async def customer(
    name: str, walk: float, shelf: asyncio.Queue, ledger: Ledger
) -> None:
    """Take loaves until somebody cancels us; `walk` is the time it takes home."""
    try:
        while True:
            loaf = await shelf.get()
            # The loaf counts as done when it has arrived.
            await asyncio.sleep(walk)
            ledger.record(name, loaf)
            print(f"  {name} has {loaf.label()}")
            shelf.task_done()
    except asyncio.CancelledError:
        print(f"  {name} leaves the shop")
        raise


async def main() -> None:
    shelf: asyncio.Queue = asyncio.Queue(maxsize=2)
    ledger = Ledger()

    customers = [
        asyncio.create_task(customer(name, walk, shelf, ledger), name=name)
        for name, walk in (("Ada", 0.12), ("Ben", 0.2), ("Cleo", 0.3))
    ]
    baked = await asyncio.gather(
        baker("Rye", shelf, 4),
        baker("Spelt", shelf, 3),
    )

    # Everything is baked; wait until the last loaf has arrived somewhere.
    await shelf.join()
    for task in customers:
        task.cancel()
    await asyncio.gather(*customers, return_exceptions=True)

    print(f"baked {sum(baked)}, shelf empty: {shelf.empty()}")
    for name, loaves in sorted(ledger.sales.items()):
        print(f"{name:<5}{len(loaves):>2} {', '.join(l.label() for l in loaves)}")
    print(f"total {ledger.total_weight():.2f} kg")


if __name__ == "__main__":
    asyncio.run(main())

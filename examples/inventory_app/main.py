"""A day in the warehouse, told with the `inventory` package beside this file."""

import asyncio

import inventory
from inventory import Item, OutOfStock, Store
from inventory import pricing as prices
from inventory.models import InventoryError
from inventory.report import summary


async def delivery(store: Store) -> None:
    """Three lorries arrive, one after the other."""
    for name, amount in [("nails", 500), ("hammer", 4), ("saw", 2)]:
        await asyncio.sleep(0.02)
        await store.receive(name, amount)
        print(f"lorry brings {amount} x {name}")


async def buy(store: Store, who: str, name: str, count: int, wait: bool) -> int:
    """Buy something; return what it cost, or 0 if nothing came of it."""
    try:
        item = await store.take(name, count, wait=wait)
    except OutOfStock as error:
        print(f"{who} leaves: {error}")
        return 0
    except InventoryError as error:
        print(f"{who} is puzzled: {error}")
        return 0
    total, rule = prices.best_price(item.price, count)
    print(f"{who} pays {prices.euros(total)} for {count} x {name} (rule: {rule})")
    return total


async def main() -> None:
    store = Store(
        Item("nails", 5, 40, tags=["iron", "small"]),
        Item("hammer", 1499, 1),
        Item("saw", 2350),
    )
    print(f"inventory {inventory.__version__}: {len(store)} items, {'saw' in store}")

    async with asyncio.TaskGroup() as day:
        day.create_task(delivery(store))
        sales = [
            day.create_task(buy(store, who, name, count, wait))
            for who, name, count, wait in [
                ("Ann", "nails", 24, False),
                ("Bob", "nails", 300, True),
                ("Cid", "hammer", 2, False),
                ("Dot", "saw", 1, True),
                ("Eve", "anvil", 1, False),
                ("Flo", "hammer", 5, True),
            ]
        ]

    print(summary(store))
    print("turnover", prices.euros(sum(sale.result() for sale in sales)))
    for movement in sorted(store.journal, reverse=True)[:3]:
        print(movement)
    try:
        Item("air", -1)
    except ValueError as error:
        print(error)


if __name__ == "__main__":
    asyncio.run(main())

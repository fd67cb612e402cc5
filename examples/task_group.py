"""Structured concurrency: what a TaskGroup does when its tasks fail.

A kitchen prepares menus.  If one dish goes wrong the others of the same menu
are called off, and the failures come back together as one exception group.
"""

import asyncio


class KitchenError(Exception):
    """Something went wrong at the stove."""

    def __init__(self, dish: str, reason: str) -> None:
        super().__init__(f"{dish}: {reason}")
        self.dish = dish
        self.reason = reason


class BurntError(KitchenError):
    def __init__(self, dish: str) -> None:
        super().__init__(dish, "burnt")


class MissingIngredientError(KitchenError):
    def __init__(self, dish: str, ingredient: str) -> None:
        super().__init__(dish, f"no {ingredient} left")
        self.ingredient = ingredient


async def cook(dish: str, seconds: float) -> str:
    """Cook one dish; some dishes are known to fail."""
    try:
        await asyncio.sleep(seconds)
        if dish == "toast":
            raise BurntError(dish)
        if dish == "omelette":
            raise MissingIngredientError(dish, "eggs")
        print(f"  {dish} is ready")
        return dish.upper()
    except asyncio.CancelledError:
        print(f"  {dish} called off")
        # Cleaning the pan may fail as well.
        if dish == "fondue":
            raise KitchenError(dish, "pan ruined") from None
        raise


async def prepare(menu: dict[str, float]) -> list[str]:
    """Cook a whole menu at the same time, or fail as a whole."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(cook(dish, t)) for dish, t in menu.items()]
    return [task.result() for task in tasks]


async def serve(title: str, menu: dict[str, float]) -> None:
    """Prepare a menu and report what became of it."""
    print(f"{title}:")
    try:
        dishes = await prepare(menu)
    except* BurntError as group:
        print(f"  burnt: {[error.dish for error in group.exceptions]}")
    except* MissingIngredientError as group:
        for error in group.exceptions:
            print(f"  missing: {error.ingredient} for {error.dish}")
    except* KitchenError as group:
        print(f"  {group.message}: {[str(e) for e in group.exceptions]}")
    else:
        print(f"  served {', '.join(dishes)}")


async def nested() -> None:
    """Groups nest, and so do their exceptions."""

    async def station(name: str, **dishes: float) -> None:
        async with asyncio.TaskGroup() as group:
            for dish, seconds in dishes.items():
                group.create_task(cook(dish, seconds), name=f"{name}/{dish}")

    try:
        async with asyncio.TaskGroup() as kitchen:
            kitchen.create_task(station("hot", toast=0.1, soup=5))
            kitchen.create_task(station("cold", salad=0.01, sorbet=5))
    except ExceptionGroup as group:
        burnt, rest = group.split(BurntError)
        print(f"nested: {group!r}")
        print(f"nested: burnt {burnt is not None}, rest {rest}")


async def main() -> None:
    await serve("breakfast", {"tea": 0.01, "bread": 0.1})
    await serve("brunch", {"tea": 0.01, "toast": 0.1, "cheese": 5})
    await serve("lunch", {"salad": 0.01, "omelette": 0.09, "fondue": 5})
    await serve("snack", {"toast": 0.01, "fondue": 5})
    await nested()


if __name__ == "__main__":
    asyncio.run(main())

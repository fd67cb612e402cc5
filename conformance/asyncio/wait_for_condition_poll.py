"""Waiting for a condition, with a fallback when it never comes."""

import asyncio


async def until(predicate, limit):
    for turn in range(limit):
        if predicate():
            return turn
        await asyncio.sleep(0)
    raise TimeoutError(f"not within {limit} turns")


async def main():
    box = []

    async def fill():
        for i in range(5):
            await asyncio.sleep(0)
            box.append(i)

    task = asyncio.create_task(fill())
    print(await until(lambda: len(box) >= 3, 20), box)
    await task
    try:
        await until(lambda: len(box) > 99, 5)
    except TimeoutError as error:
        print(error)


asyncio.run(main())

"""Cooking breakfast concurrently."""

import asyncio


async def toast(slices):
    for i in range(slices):
        print("toasting", i + 1)
        await asyncio.sleep(0)
    return f"{slices} slices of toast"


async def coffee():
    print("brewing")
    await asyncio.sleep(0.02)
    return "coffee"


async def eggs(count, style="fried"):
    print("cracking", count, "eggs")
    await asyncio.sleep(0.06)
    return f"{count} {style} eggs"


async def main():
    tasks = {
        "bread": asyncio.create_task(toast(2)),
        "drink": asyncio.create_task(coffee()),
        "main": asyncio.create_task(eggs(3, style="boiled")),
    }
    pending = set(tasks.values())
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            print("ready:", task.result())
    print({name: task.result() for name, task in tasks.items()})


asyncio.run(main())

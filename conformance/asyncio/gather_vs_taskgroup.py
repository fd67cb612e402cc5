"""The same failing work under gather, gather with exceptions, and TaskGroup."""

import asyncio


async def step(name, turns, fail=False):
    try:
        for _ in range(turns):
            await asyncio.sleep(0)
        if fail:
            raise ValueError(name)
        return name
    except asyncio.CancelledError:
        print("  cancelled", name)
        raise


def jobs():
    return step("a", 1), step("b", 3, fail=True), step("c", 6)


async def main():
    print("gather")
    try:
        await asyncio.gather(*jobs())
    except ValueError as error:
        print("  error", error)
    for _ in range(10):
        await asyncio.sleep(0)
    print("return_exceptions", await asyncio.gather(*jobs(), return_exceptions=True))
    print("task group")
    try:
        async with asyncio.TaskGroup() as tg:
            tasks = [tg.create_task(job) for job in jobs()]
    except* ValueError as group:
        print("  errors", group.exceptions)
    print([("cancelled" if t.cancelled() else t.exception() or t.result()) for t in tasks])


asyncio.run(main())

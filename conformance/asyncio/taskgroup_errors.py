"""TaskGroup: failures cancel siblings and come out as a group."""

import asyncio


async def ok(name, delay):
    try:
        await asyncio.sleep(delay)
        print("ok", name)
    except asyncio.CancelledError:
        print("cancelled", name)
        raise


async def bad(error, delay=0.0):
    await asyncio.sleep(delay)
    raise error


async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(ok("quick", 0.01))
            tg.create_task(bad(ValueError("v"), 0.03))
            tg.create_task(ok("slow", 10))
    except ExceptionGroup as group:
        print(repr(group))
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad(ValueError("first")))
            tg.create_task(bad(TypeError("second")))
    except* ValueError as group:
        print("values", group.exceptions)
    except* TypeError as group:
        print("types", group.exceptions)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(ok("sibling", 10))
            await asyncio.sleep(0)
            raise KeyError("body")
    except ExceptionGroup as group:
        print(group.exceptions)
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(bad(OSError("task"), 0.01))
            try:
                await asyncio.sleep(10)
            finally:
                print("body cancelled")
    except* OSError as group:
        print(group.message, len(group.exceptions))
    print("cancelling", asyncio.current_task().cancelling())
    async with asyncio.TaskGroup() as tg:
        t = tg.create_task(ok("alone", 10))
        await asyncio.sleep(0)
        t.cancel()
    print("a cancelled child is no failure", t.cancelled())


asyncio.run(main())

"""TaskGroup under outside cancellation, and nested groups."""

import asyncio


async def sleeper(name):
    try:
        await asyncio.sleep(100)
    finally:
        print("end of", name)


async def group():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(sleeper("child"))
        print("waiting")


async def failing_child():
    async def dirty():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            raise RuntimeError("while being cancelled") from None

    async with asyncio.TaskGroup() as tg:
        tg.create_task(dirty())


async def main():
    for function in (group, failing_child):
        task = asyncio.create_task(function())
        await asyncio.sleep(0.01)
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:
            print("cancelled", task.cancelled())
        except ExceptionGroup as error:
            print(repr(error), task.cancelled())
    try:
        async with asyncio.TaskGroup() as outer:
            outer.create_task(sleeper("outer child"))
            try:
                async with asyncio.TaskGroup() as inner:
                    inner.create_task(sleeper("inner child"))
                    await asyncio.sleep(0)
                    raise ValueError("inner failure")
            except* ValueError as group_error:
                print("inner handled", group_error.exceptions)
                raise LookupError("to outer")
    except* LookupError as group_error:
        print("outer got", repr(group_error.exceptions[0]).split("(")[0])


asyncio.run(main())

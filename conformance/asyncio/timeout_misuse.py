"""timeout contexts used wrongly, or used up."""

import asyncio


async def main():
    cm = asyncio.timeout(1)
    print(repr(cm))
    try:
        cm.reschedule(2)
    except RuntimeError as error:
        print(error)
    async with cm:
        try:
            async with cm:
                pass
        except RuntimeError as error:
            print(error)
    print(repr(cm))
    try:
        cm.reschedule(2)
    except RuntimeError as error:
        print(error)
    try:
        async with cm:
            pass
    except RuntimeError as error:
        print(error)
    # Swallowing the cancellation inside means that no TimeoutError is raised.
    async with asyncio.timeout(0.01) as cm:
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            print("swallowed")
    print("after", cm.expired(), asyncio.current_task().cancelling())
    # An outside cancellation stays a cancellation.
    async def inner():
        try:
            async with asyncio.timeout(50):
                await asyncio.sleep(100)
        except TimeoutError:
            print("wrong")
    task = asyncio.create_task(inner())
    await asyncio.sleep(0.01)
    task.cancel("reason")
    try:
        await task
    except asyncio.CancelledError as error:
        print("cancelled", error.args)


asyncio.run(main())

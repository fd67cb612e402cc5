"""Cancelling a task that awaits a task that awaits a task; self-cancel."""

import asyncio


async def leaf():
    try:
        await asyncio.sleep(100)
    finally:
        print("leaf ends")


async def middle(inner):
    try:
        return await inner
    except asyncio.CancelledError:
        print("middle sees it")
        raise


async def main():
    leaf_task = asyncio.create_task(leaf())
    middle_task = asyncio.create_task(middle(leaf_task))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    middle_task.cancel()
    await asyncio.gather(leaf_task, middle_task, return_exceptions=True)
    print(leaf_task.cancelled(), middle_task.cancelled())

    async def self_cancel():
        asyncio.current_task().cancel()
        print("still running")
        try:
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            print("delivered at the await")
            return "done"

    print(await asyncio.create_task(self_cancel()))

    async def cancel_then_return():
        asyncio.current_task().cancel()
        return "returned first"

    t = asyncio.create_task(cancel_then_return())
    await asyncio.wait([t])
    print(t.cancelled())

    async def raises_cancelled():
        raise asyncio.CancelledError("by hand")

    t = asyncio.create_task(raises_cancelled())
    await asyncio.wait([t])
    print(t.cancelled())
    try:
        await raises_cancelled()
    except asyncio.CancelledError as error:
        print(error)


asyncio.run(main())

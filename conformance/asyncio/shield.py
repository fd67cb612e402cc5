"""shield protects the inner task from cancellation."""

import asyncio


async def precious():
    try:
        await asyncio.sleep(0.03)
        print("precious finished")
        return "treasure"
    except asyncio.CancelledError:
        print("precious cancelled")
        raise


async def main():
    inner = asyncio.create_task(precious())

    async def waiter():
        return await asyncio.shield(inner)

    w = asyncio.create_task(waiter())
    await asyncio.sleep(0.01)
    w.cancel()
    try:
        await w
    except asyncio.CancelledError:
        print("waiter cancelled", inner.done())
    print(await inner)
    print(await asyncio.shield(asyncio.sleep(0, "plain")))
    inner = asyncio.create_task(precious())
    outer = asyncio.shield(inner)
    await asyncio.sleep(0)
    inner.cancel()
    try:
        await outer
    except asyncio.CancelledError:
        print("inner cancel shows", outer.cancelled(), inner.cancelled())

    async def fails():
        raise ValueError("inside shield")

    try:
        await asyncio.shield(fails())
    except ValueError as error:
        print(error)
    done = asyncio.create_task(asyncio.sleep(0, "d"))
    await done
    print(asyncio.shield(done) is done)


asyncio.run(main())

"""A task may swallow its cancellation; uncancel keeps count."""

import asyncio


async def stubborn(times):
    for i in range(times):
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            print("swallowed", i + 1, "cancelling", asyncio.current_task().cancelling())
    return "survived"


async def cleanup():
    try:
        await asyncio.sleep(100)
    finally:
        await asyncio.sleep(0.001)
        print("awaited in finally")


async def returns_in_finally():
    try:
        await asyncio.sleep(100)
    finally:
        return "from finally"


async def main():
    t = asyncio.create_task(stubborn(2))
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.sleep(0)
    t.cancel()
    print(await t, t.cancelled(), t.cancelling(), t.uncancel(), t.uncancel(), t.uncancel())
    c = asyncio.create_task(cleanup())
    await asyncio.sleep(0)
    c.cancel()
    try:
        await c
    except asyncio.CancelledError:
        print("cancelled after clean-up")
    r = asyncio.create_task(returns_in_finally())
    await asyncio.sleep(0)
    r.cancel()
    print(await r)

    async def replaces():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            raise ValueError("instead")

    v = asyncio.create_task(replaces())
    await asyncio.sleep(0)
    v.cancel()
    try:
        await v
    except ValueError as error:
        print(error, repr(error.__context__), v.cancelled())
    double = asyncio.create_task(cleanup())
    await asyncio.sleep(0)
    double.cancel()
    await asyncio.sleep(0)
    double.cancel()
    await asyncio.wait([double])
    print("second cancel interrupts the clean-up", double.cancelled())


asyncio.run(main())

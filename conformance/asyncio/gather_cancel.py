"""gather and cancellation, from inside and from outside."""

import asyncio


async def sleeper(name, delay=100.0):
    try:
        await asyncio.sleep(delay)
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


async def main():
    outer = asyncio.create_task(asyncio.wait_for(asyncio.gather(sleeper("a"), sleeper("b")), 0.02))
    try:
        await outer
    except TimeoutError:
        print("timed out")

    async def holder():
        try:
            await asyncio.gather(sleeper("c"), sleeper("d"), return_exceptions=True)
        except asyncio.CancelledError:
            print("holder cancelled")
            raise

    h = asyncio.create_task(holder())
    await asyncio.sleep(0.01)
    h.cancel()
    print(await asyncio.gather(h, return_exceptions=True))

    child = asyncio.create_task(sleeper("e"))
    g = asyncio.gather(child, sleeper("f", 0.01), return_exceptions=True)
    await asyncio.sleep(0)
    child.cancel()
    print(await g)
    child = asyncio.create_task(sleeper("g"))
    g = asyncio.gather(child, sleeper("h", 0.01))
    await asyncio.sleep(0)
    child.cancel()
    try:
        await g
    except asyncio.CancelledError:
        print("plain gather raises CancelledError", g.cancelled())
    await asyncio.sleep(0.03)


asyncio.run(main())

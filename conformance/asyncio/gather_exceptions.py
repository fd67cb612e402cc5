"""gather: first exception propagates, the others go on."""

import asyncio


async def ok(name, delay):
    await asyncio.sleep(delay)
    print("ok", name)
    return name


async def bad(name, delay):
    await asyncio.sleep(delay)
    raise RuntimeError(name)


async def main():
    try:
        await asyncio.gather(ok("a", 0.03), bad("b", 0.01), bad("c", 0.02))
    except RuntimeError as error:
        print("first", error)
    await asyncio.sleep(0.05)
    results = await asyncio.gather(ok("d", 0.02), bad("e", 0.01), return_exceptions=True)
    print(results)
    group = asyncio.gather(bad("f", 0.01), ok("g", 0.02))
    await asyncio.wait([group])
    print(repr(group.exception()))
    await asyncio.sleep(0.03)


asyncio.run(main())

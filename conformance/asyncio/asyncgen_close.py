"""Asynchronous generators are closed by the loop, by aclose, and when run() ends."""

import asyncio

async def agen(n):
    try:
        for i in range(n):
            yield i
            await asyncio.sleep(0)
    finally:
        print("closing", n)
        await asyncio.sleep(0)
        print("closed", n)

async def early():
    async for x in agen(5):
        print("x", x)
        if x == 1:
            break
    print("after break")
    await asyncio.sleep(0)
    print("turn 1")
    await asyncio.sleep(0)
    print("turn 2")
    await asyncio.sleep(0)
    print("turn 3")

keep = []
async def kept():
    g = agen(7)
    keep.append(g)
    print(await g.__anext__())
    print(await anext(g))

async def explicit():
    g = agen(3)
    print(await g.asend(None))
    await g.aclose()
    print("explicitly closed")
    try:
        await anext(g)
    except StopAsyncIteration:
        print("stop")

async def thrower():
    g = agen(4)
    await anext(g)
    try:
        await g.athrow(ValueError("in"))
    except ValueError as e:
        print("thrown", e)

async def main():
    await early()
    await explicit()
    await thrower()
    await kept()
    print("main ends")

asyncio.run(main())
print("run ended")

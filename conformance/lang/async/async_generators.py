"""Async generators: asend, athrow, aclose, finally."""

import asyncio


async def numbers(n):
    try:
        for i in range(n):
            await asyncio.sleep(0)
            got = yield i
            if got is not None:
                print("got", got)
    except ValueError as error:
        print("thrown", error)
        yield "recovered"
    finally:
        await asyncio.sleep(0)
        print("finally")


async def doubled(source):
    async for x in source:
        yield x * 2


async def main():
    print([x async for x in doubled(numbers(3))])
    g = numbers(5)
    print(await anext(g), await g.asend("hello"), await g.athrow(ValueError("v")))
    try:
        await anext(g)
    except StopAsyncIteration:
        print("exhausted")
    g = numbers(5)
    print(await g.__anext__())
    await g.aclose()
    print(await anext(g, "closed"))
    total = 0
    async for x in numbers(10):
        total += x
        if x == 3:
            break
    print("total", total)
    gen = (x + y async for x in numbers(2) for y in (10, 20))
    print([v async for v in gen])
    squares = (x * x for x in [await asyncio.sleep(0, 3), 4])
    print(list(squares))
    print(type(g).__name__, hasattr(g, "__next__"))


async def guarded():
    g = numbers(3)
    async for x in g:
        print("x", x)
        break
    await g.aclose()


asyncio.run(guarded())
asyncio.run(main())

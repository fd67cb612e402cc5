"""Async comprehensions of every kind, nested and filtered."""

import asyncio


async def numbers(n):
    for i in range(n):
        await asyncio.sleep(0)
        yield i


async def is_even(n):
    await asyncio.sleep(0)
    return n % 2 == 0


async def main():
    print([n async for n in numbers(4)])
    print([n async for n in numbers(6) if await is_even(n)])
    print({n: await is_even(n) async for n in numbers(3)})
    print(sorted({n % 2 async for n in numbers(5)}))
    print([[m async for m in numbers(n)] async for n in numbers(3)])
    print([(a, b) for a in range(2) async for b in numbers(2)])
    print([await is_even(n) for n in range(3)])
    gen = (n * 10 async for n in numbers(3))
    total = 0
    async for n in gen:
        total += n
    print(total, sum([n async for n in numbers(10)]))
    print([await coro for coro in [is_even(1), is_even(2)]])


asyncio.run(main())

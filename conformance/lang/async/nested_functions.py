"""Nested async functions, closures, async lambdas by hand, recursion."""

import asyncio


def make_counter():
    count = 0

    async def increase(by=1):
        nonlocal count
        before = count
        await asyncio.sleep(0)
        count = before + by
        return count

    return increase


async def apply(f, *args, **kwargs):
    result = f(*args, **kwargs)
    return await result if asyncio.iscoroutine(result) else result


async def fib(n):
    if n < 2:
        return n
    a, b = await asyncio.gather(fib(n - 1), fib(n - 2))
    return a + b


async def main():
    inc = make_counter()
    print(await inc(), await inc(5), await asyncio.gather(inc(), inc(), inc()))
    print(await apply(inc, by=10), await apply(len, "abc"), await apply(lambda x: asyncio.sleep(0, x), "late"))
    print(await fib(9))
    jobs = []
    for i in range(3):
        async def job(i=i):
            return i
        jobs.append(job)
    print([await j() for j in jobs])
    handlers = {"a": inc, "b": lambda: asyncio.sleep(0, "b")}
    print([await handlers[k]() for k in "ab"])


asyncio.run(main())

"""A cache that lets only one task compute each key."""

import asyncio


class AsyncCache:
    def __init__(self, compute):
        self.compute = compute
        self.tasks = {}
        self.calls = 0

    async def get(self, key):
        if key not in self.tasks:
            self.calls += 1
            self.tasks[key] = asyncio.create_task(self.compute(key))
        try:
            return await asyncio.shield(self.tasks[key])
        except Exception:
            self.tasks.pop(key, None)
            raise


async def square(n):
    await asyncio.sleep(0)
    if n < 0:
        raise ValueError(f"negative: {n}")
    return n * n


async def main():
    cache = AsyncCache(square)
    print(await asyncio.gather(*(cache.get(n) for n in (2, 3, 2, 2, 3))), cache.calls)
    print(await asyncio.gather(cache.get(-1), cache.get(-1), cache.get(4), return_exceptions=True), cache.calls)
    try:
        await cache.get(-1)
    except ValueError as error:
        print(error, cache.calls, sorted(cache.tasks))


asyncio.run(main())

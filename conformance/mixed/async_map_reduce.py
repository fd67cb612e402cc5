"""Map and reduce over chunks with a limited number of tasks."""

import asyncio
from collections import Counter
from functools import reduce

LINES = ["the cat sat", "the dog sat", "a cat ran", "the end"] * 3


async def bounded(limit, coroutines):
    semaphore = asyncio.Semaphore(limit)

    async def run(coroutine):
        async with semaphore:
            return await coroutine

    return await asyncio.gather(*map(run, coroutines))


async def count(lines):
    await asyncio.sleep(0)
    return Counter(word for line in lines for word in line.split())


async def main():
    chunks = [LINES[i:i + 5] for i in range(0, len(LINES), 5)]
    parts = await bounded(2, [count(chunk) for chunk in chunks])
    total = reduce(lambda a, b: a + b, parts, Counter())
    print([len(c) for c in chunks], total.most_common(3), sum(total.values()))


asyncio.run(main())

"""Tasks that pass messages."""

import asyncio


async def produce(queue: asyncio.Queue[int], count: int) -> None:
    for i in range(count):
        await queue.put(i)
    await queue.put(-1)


async def consume(queue: asyncio.Queue[int]) -> int:
    total = 0
    while (item := await queue.get()) >= 0:
        total += item
    return total


async def main() -> None:
    queue: asyncio.Queue[int] = asyncio.Queue(maxsize=10)
    _, total = await asyncio.gather(produce(queue, 600_000), consume(queue))
    print(total)


asyncio.run(main())

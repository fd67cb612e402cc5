"""Producers and consumers that stop on a sentinel."""

import asyncio


async def producer(name: str, queue: asyncio.Queue, n: int) -> None:
    for i in range(n):
        await queue.put(f"{name}{i}")
    print(name, "finished")


async def consumer(name: str, queue: asyncio.Queue) -> list[str]:
    items = []
    while True:
        item = await queue.get()
        if item is None:
            break
        items.append(item)
        await asyncio.sleep(0)
    print(name, "consumed", len(items))
    return items


async def main() -> None:
    queue: asyncio.Queue = asyncio.Queue(maxsize=3)
    consumers = [asyncio.create_task(consumer(f"c{i}", queue)) for i in range(2)]
    async with asyncio.TaskGroup() as tg:
        for name in "pq":
            tg.create_task(producer(name, queue, 4))
    for _ in consumers:
        await queue.put(None)
    results = await asyncio.gather(*consumers)
    print(results, sorted(sum(results, [])))


asyncio.run(main())

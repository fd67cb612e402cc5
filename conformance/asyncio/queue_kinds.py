"""PriorityQueue and LifoQueue."""

import asyncio


async def main():
    p = asyncio.PriorityQueue()
    for item in ((3, "c"), (1, "a"), (2, "b"), (1, "A")):
        await p.put(item)
    print([await p.get() for _ in range(p.qsize())])
    l = asyncio.LifoQueue(maxsize=3)
    for item in "xyz":
        l.put_nowait(item)
    print(l.full(), [l.get_nowait() for _ in range(3)])

    async def consumer():
        return [await p.get() for _ in range(3)]

    task = asyncio.create_task(consumer())
    await asyncio.sleep(0)
    for n in (5, 1, 3):
        await p.put(n)
    print(await task)
    await p.put((1, {}))
    try:
        await p.put((1, {}))
    except TypeError as error:
        print(error)


asyncio.run(main())

"""A cancelled getter or putter passes its turn on."""

import asyncio


async def main():
    q = asyncio.Queue()
    got = []

    async def getter(name):
        got.append((name, await q.get()))

    tasks = [asyncio.create_task(getter(n)) for n in "abc"]
    await asyncio.sleep(0)
    q.put_nowait(1)
    tasks[0].cancel()
    await asyncio.sleep(0.001)
    print(got, q.qsize())
    q.put_nowait(2)
    await asyncio.gather(*tasks, return_exceptions=True)
    print(got, [t.cancelled() for t in tasks])
    full = asyncio.Queue(1)
    full.put_nowait("first")

    async def putter(item):
        await full.put(item)
        print("put", item)

    putters = [asyncio.create_task(putter(i)) for i in "xy"]
    await asyncio.sleep(0)
    putters[0].cancel()
    await asyncio.sleep(0)
    print(await full.get(), await full.get(), full.empty())


asyncio.run(main())

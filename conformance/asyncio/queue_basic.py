"""Queue: put, get, nowait versions, sizes, FIFO order."""

import asyncio


async def main():
    q = asyncio.Queue(maxsize=2)
    print(q.empty(), q.full(), q.qsize(), q.maxsize)
    await q.put("a")
    q.put_nowait("b")
    print(q.empty(), q.full(), q.qsize())
    try:
        q.put_nowait("c")
    except asyncio.QueueFull as error:
        print("full", repr(error))
    print(await q.get(), q.get_nowait())
    try:
        q.get_nowait()
    except asyncio.QueueEmpty as error:
        print("empty", repr(error))

    async def producer():
        for i in range(5):
            await q.put(i)
            print("put", i)

    async def consumer():
        for _ in range(5):
            print("got", await q.get())

    await asyncio.gather(producer(), consumer())
    try:
        await asyncio.wait_for(q.get(), 0.01)
    except TimeoutError:
        print("nothing came")
    await q.put("after timeout")
    print(await q.get())
    unbounded = asyncio.Queue()
    for i in range(100):
        unbounded.put_nowait(i)
    print(unbounded.full(), unbounded.qsize(), sum([unbounded.get_nowait() for _ in range(100)]))


asyncio.run(main())

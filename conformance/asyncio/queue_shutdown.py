"""Queue.shutdown: new in 3.13."""

import asyncio


async def main():
    q = asyncio.Queue()
    q.put_nowait(1)
    q.put_nowait(2)
    q.shutdown()
    try:
        await q.put(3)
    except asyncio.QueueShutDown as error:
        print("put refused", repr(error))
    print(await q.get(), q.get_nowait())
    try:
        await q.get()
    except asyncio.QueueShutDown:
        print("drained")
    q = asyncio.Queue(1)

    async def getter():
        try:
            return await q.get()
        except asyncio.QueueShutDown:
            return "getter woken"

    tasks = [asyncio.create_task(getter()) for _ in range(2)]
    await asyncio.sleep(0)
    q.shutdown(immediate=True)
    print(await asyncio.gather(*tasks))
    q = asyncio.Queue(1)
    q.put_nowait("x")

    async def putter():
        try:
            await q.put("y")
        except asyncio.QueueShutDown:
            return "putter woken"

    task = asyncio.create_task(putter())
    await asyncio.sleep(0)
    q.shutdown(immediate=True)
    print(await task, q.empty())
    await q.join()
    print("joined")


asyncio.run(main())

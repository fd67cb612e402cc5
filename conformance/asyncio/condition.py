"""Condition: wait, notify, notify_all, wait_for, misuse."""

import asyncio


async def main():
    cond = asyncio.Condition()
    items = []

    async def consumer(name):
        async with cond:
            while not items:
                await cond.wait()
            print(name, "takes", items.pop(0))

    tasks = [asyncio.create_task(consumer(n)) for n in "abc"]
    await asyncio.sleep(0)
    async with cond:
        items.append(1)
        cond.notify()
    await asyncio.sleep(0.001)
    async with cond:
        items.extend([2, 3])
        cond.notify_all()
    await asyncio.gather(*tasks)
    value = 0

    async def until(n):
        async with cond:
            print("wait_for", n, await cond.wait_for(lambda: value >= n))

    tasks = [asyncio.create_task(until(n)) for n in (3, 1)]
    for _ in range(3):
        await asyncio.sleep(0.001)
        async with cond:
            value += 1
            cond.notify_all()
    await asyncio.gather(*tasks)
    for action in (cond.notify, cond.notify_all, cond.release):
        try:
            action()
        except RuntimeError as error:
            print(error)
    try:
        await cond.wait()
    except RuntimeError as error:
        print(error)
    print(cond.locked())
    task = asyncio.create_task(until(99))
    await asyncio.sleep(0.001)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled, lock free:", not cond.locked())


asyncio.run(main())

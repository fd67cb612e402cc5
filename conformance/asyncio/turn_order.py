"""The exact order in which callbacks, tasks and awaits take turns."""

import asyncio

log = []


async def child(name, steps=0):
    log.append(f"{name} start")
    for i in range(steps):
        await asyncio.sleep(0)
        log.append(f"{name} {i}")


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(log.append, "callback before")
    t1 = asyncio.create_task(child("t1", 2))
    loop.call_soon(log.append, "callback between")
    t2 = asyncio.create_task(child("t2", 1))
    log.append("main before await")
    await t1
    log.append("main after t1")
    await t2
    f = loop.create_future()

    async def waiter(n):
        await f
        log.append(f"waiter {n}")

    tasks = [asyncio.create_task(waiter(i)) for i in range(3)]
    await asyncio.sleep(0)
    f.set_result(None)
    loop.call_soon(log.append, "after set_result")
    log.append("set")
    await asyncio.gather(*tasks)
    lock = asyncio.Lock()
    async with lock:
        loop.call_soon(log.append, "uncontended lock takes no turn")
        async with asyncio.Lock():
            log.append("two locks held")
    await asyncio.sleep(0)
    q = asyncio.Queue()
    loop.call_soon(log.append, "queue put and get take no turn")
    await q.put(1)
    log.append(f"got {await q.get()}")
    await asyncio.sleep(0)
    cancelled = asyncio.create_task(child("never"))
    cancelled.cancel()
    await asyncio.sleep(0)
    log.append(f"cancelled {cancelled.cancelled()}")


asyncio.run(main())
print("\n".join(log))

import asyncio

log = []


async def stepper(name, n):
    for i in range(n):
        log.append(f"{name}{i}")
        await asyncio.sleep(0)
    return name


def cb(x):
    log.append(f"cb{x}")


async def nested_call():
    log.append("nested-in")
    r = await stepper("n", 1)
    log.append("nested-out")
    return r


async def main():
    loop = asyncio.get_running_loop()
    t1 = asyncio.create_task(stepper("a", 3))
    loop.call_soon(cb, 1)
    t2 = asyncio.create_task(stepper("b", 2))
    log.append("main0")
    await asyncio.sleep(0)
    log.append("main1")
    loop.call_soon(cb, 2)
    await nested_call()
    log.append("main2")
    await t1
    log.append("main3")
    await t2
    print(" ".join(log))
    log.clear()
    ev = asyncio.Event()

    async def waiter(i):
        await ev.wait()
        log.append(f"w{i}")
    ts = [asyncio.create_task(waiter(i)) for i in range(3)]
    await asyncio.sleep(0)
    ev.set()
    log.append("set")
    await asyncio.gather(*ts)
    print(" ".join(log))
    log.clear()
    lock = asyncio.Lock()

    async def locker(i):
        async with lock:
            log.append(f"l{i}+")
            await asyncio.sleep(0)
            log.append(f"l{i}-")
    await asyncio.gather(*(locker(i) for i in range(3)))
    print(" ".join(log))
    log.clear()
    fut = loop.create_future()
    fut.add_done_callback(lambda f: log.append("first"))

    async def awaiter():
        await fut
        log.append("awaiter")
    t = asyncio.create_task(awaiter())
    await asyncio.sleep(0)
    fut.add_done_callback(lambda f: log.append("last"))
    fut.set_result(None)
    log.append("resolved")
    await t
    print(" ".join(log))
    log.clear()
    async with asyncio.TaskGroup() as tg:
        for n in "xyz":
            tg.create_task(stepper(n, 2))
        log.append("body")
    print(" ".join(log))
    log.clear()
    q = asyncio.Queue(1)

    async def prod():
        for i in range(3):
            await q.put(i)
            log.append(f"p{i}")

    async def cons():
        for _ in range(3):
            log.append(f"c{await q.get()}")
    await asyncio.gather(prod(), cons())
    print(" ".join(log))

asyncio.run(main())

"""Locks, conditions, semaphores, queues, events and barriers together."""

import asyncio
class AsyncCM:
    async def __aenter__(self):
        await asyncio.sleep(0)
        print("enter"); return self
    async def __aexit__(self, *a):
        await asyncio.sleep(0)
        print("exit", a[0].__name__ if a[0] else None)
        return False
async def lock_order():
    lock = asyncio.Lock()
    order = []
    async def worker(n):
        for i in range(2):
            async with lock:
                order.append((n, i))
                await asyncio.sleep(0)
    await asyncio.gather(*(worker(n) for n in range(3)))
    print(order)
async def cond():
    c = asyncio.Condition()
    state = []
    async def consumer(n):
        async with c:
            await c.wait_for(lambda: len(state) > n)
            print("consumer", n, list(state))
    ts = [asyncio.create_task(consumer(n)) for n in range(3)]
    for i in range(3):
        await asyncio.sleep(0)
        async with c:
            state.append(i)
            c.notify_all()
    await asyncio.gather(*ts)
async def sem():
    s = asyncio.Semaphore(2)
    active = 0; peak = 0
    async def work(n):
        nonlocal active, peak
        async with s:
            active += 1; peak = max(peak, active)
            await asyncio.sleep(0.001 * n)
            active -= 1
            return n
    print(await asyncio.gather(*[work(i) for i in range(6)]), peak)
async def q():
    q = asyncio.PriorityQueue(3)
    for x in [(2, "b"), (1, "a"), (3, "c")]:
        q.put_nowait(x)
    try: q.put_nowait((0, "z"))
    except asyncio.QueueFull: print("full", q.full(), q.qsize())
    print([q.get_nowait() for _ in range(3)], q.empty())
    try: q.get_nowait()
    except asyncio.QueueEmpty as e: print("empty", repr(e))
    l = asyncio.LifoQueue()
    for i in range(3): await l.put(i)
    print([await l.get() for _ in range(3)])
    b = asyncio.Queue(1)
    async def prod():
        for i in range(4):
            await b.put(i); print("put", i)
        b.shutdown()
    async def cons():
        try:
            while True:
                print("got", await b.get())
        except asyncio.QueueShutDown:
            print("shut")
    await asyncio.gather(prod(), cons())
    try:
        await asyncio.wait_for(asyncio.Queue().get(), 0.01)
    except asyncio.TimeoutError:
        print("timeout")
async def ev():
    e = asyncio.Event()
    async def w(n):
        print(n, await e.wait())
    ts = [asyncio.create_task(w(i)) for i in range(2)]
    await asyncio.sleep(0)
    print(repr(e).split("[")[1])
    e.set(); print(e.is_set())
    await asyncio.gather(*ts)
    bar = asyncio.Barrier(2)
    async def b(n):
        i = await bar.wait()
        return n, i
    print(sorted(await asyncio.gather(b("x"), b("y"))))
async def main():
    async with AsyncCM() as cm:
        print("body")
    try:
        async with AsyncCM():
            raise OSError("boom")
    except OSError as e:
        print(e)
    await lock_order(); await cond(); await sem(); await q(); await ev()
    t = asyncio.current_task()
    print(t.get_name(), t.get_coro().__name__)
    t.set_name("renamed"); print(asyncio.current_task().get_name())
asyncio.run(main(), debug=False)

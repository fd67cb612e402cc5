import asyncio


async def fetch(n):
    await asyncio.sleep(0.1)
    return n * 2


async def worker(name, queue, results):
    while True:
        job = await queue.get()
        if job is None:
            break
        results.append((name, job + 1))
        queue.task_done()


async def ticks(n):
    for i in range(n):
        yield i
        await asyncio.sleep(0)


async def main():
    queue = asyncio.Queue()
    results = []
    workers = [asyncio.create_task(worker(f"w{i}", queue, results)) for i in range(2)]
    for i in range(4):
        await queue.put(i)
    for _ in workers:
        await queue.put(None)
    await asyncio.gather(*workers)
    both = await asyncio.gather(fetch(1), fetch(2))
    one = await asyncio.wait_for(fetch(3), timeout=1)
    lock = asyncio.Lock()
    async with lock:
        total = sum(both) + one
    async for t in ticks(3):
        total += t
    async with asyncio.TaskGroup() as group:
        task = group.create_task(fetch(5))
    return total + task.result()


print(asyncio.run(main()))


async def pause(delays):
    for d in delays:
        if isinstance(d, str):
            d = 0
        await asyncio.sleep(d)
    return await asyncio.sleep(0.1, "done")


asyncio.run(pause([1, 0.5, "x"]))

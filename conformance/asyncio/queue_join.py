"""Queue: join and task_done."""

import asyncio


async def worker(name, queue, done):
    while True:
        item = await queue.get()
        await asyncio.sleep(item)
        done.append((name, item))
        queue.task_done()


async def main():
    queue = asyncio.Queue()
    await queue.join()
    print("empty queue joins at once")
    done = []
    for delay in (0.03, 0.01, 0.05, 0.04):
        queue.put_nowait(delay)
    workers = [asyncio.create_task(worker(n, queue, done)) for n in ("w1", "w2")]
    await queue.join()
    print(done)
    for w in workers:
        w.cancel()
    print([type(r).__name__ for r in await asyncio.gather(*workers, return_exceptions=True)])
    try:
        queue.task_done()
    except ValueError as error:
        print(error)
    queue.put_nowait(1)
    queue.get_nowait()
    try:
        await asyncio.wait_for(queue.join(), 0.01)
    except TimeoutError:
        print("unfinished")
    queue.task_done()
    await queue.join()
    print("joined")


asyncio.run(main())

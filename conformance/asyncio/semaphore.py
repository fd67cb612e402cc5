"""Semaphore and BoundedSemaphore."""

import asyncio


async def main():
    sem = asyncio.Semaphore(2)
    running = peak = 0
    log = []

    async def job(name, delay):
        nonlocal running, peak
        async with sem:
            running += 1
            peak = max(peak, running)
            log.append(name)
            await asyncio.sleep(delay)
            running -= 1

    await asyncio.gather(*(job(n, 0.01 + i * 0.005) for i, n in enumerate("abcde")))
    print("".join(log), peak, sem.locked())
    print(await sem.acquire(), await sem.acquire(), sem.locked())
    try:
        await asyncio.wait_for(sem.acquire(), 0.01)
    except TimeoutError:
        print("no permit")
    sem.release()
    sem.release()
    sem.release()
    print([await sem.acquire() for _ in range(3)], sem.locked())
    bounded = asyncio.BoundedSemaphore(1)
    async with bounded:
        print("in", bounded.locked())
    try:
        bounded.release()
    except ValueError as error:
        print(error)
    try:
        asyncio.Semaphore(-1)
    except ValueError as error:
        print(error)
    zero = asyncio.Semaphore(0)
    order = []

    async def waiter(name):
        await zero.acquire()
        order.append(name)

    tasks = [asyncio.create_task(waiter(n)) for n in "xyz"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    zero.release()
    zero.release()
    await asyncio.gather(*tasks, return_exceptions=True)
    print(order)


asyncio.run(main())

"""Lock: mutual exclusion, fairness, errors, cancellation of a waiter."""

import asyncio


async def main():
    lock = asyncio.Lock()
    print(lock.locked(), await lock.acquire(), lock.locked())
    lock.release()
    try:
        lock.release()
    except RuntimeError as error:
        print(error)
    log = []

    async def worker(name):
        async with lock:
            log.append(f"{name}+")
            await asyncio.sleep(0.001)
            log.append(f"{name}-")

    await asyncio.gather(*(worker(n) for n in "abc"))
    print(" ".join(log))
    await lock.acquire()
    waiters = [asyncio.create_task(worker(n)) for n in "xyz"]
    await asyncio.sleep(0)
    waiters[0].cancel()
    log.clear()
    lock.release()
    print("free until the waiter runs:", lock.locked())
    await asyncio.gather(*waiters, return_exceptions=True)
    print(" ".join(log), lock.locked())
    balance = 100

    async def withdraw(amount):
        nonlocal balance
        async with lock:
            current = balance
            await asyncio.sleep(0)
            balance = current - amount

    await asyncio.gather(*(withdraw(10) for _ in range(5)))
    print(balance)
    try:
        async with lock:
            raise ValueError("inside")
    except ValueError:
        print("released", not lock.locked())
    try:
        with lock:
            pass
    except TypeError as error:
        print(error)


asyncio.run(main())

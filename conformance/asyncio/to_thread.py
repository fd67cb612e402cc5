"""to_thread runs a blocking function and awaits its result."""

import asyncio
import time


def blocking(n, *, scale=1):
    time.sleep(0.01)
    return n * scale


def fails():
    raise ValueError("in thread")


async def main():
    print(await asyncio.to_thread(blocking, 5, scale=2))
    print(await asyncio.gather(asyncio.to_thread(blocking, 1), asyncio.to_thread(blocking, 2), asyncio.sleep(0, "loop")))
    try:
        await asyncio.to_thread(fails)
    except ValueError as error:
        print("caught", error)
    ticks = 0
    task = asyncio.create_task(asyncio.to_thread(time.sleep, 0.1))
    while not task.done():
        ticks += 1
        await asyncio.sleep(0.01)
    print("loop stayed alive", ticks > 2)
    loop = asyncio.get_running_loop()
    print(await loop.run_in_executor(None, blocking, 7))
    print(await loop.run_in_executor(None, lambda: sum(range(100))))


asyncio.run(main())

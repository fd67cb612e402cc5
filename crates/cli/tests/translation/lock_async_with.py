"""A lock around what must not be interleaved."""

import asyncio


async def add(lock: asyncio.Lock, log: list[int], n: int) -> None:
    async with lock:
        log.append(n)
        await asyncio.sleep(0)
        log.append(n)


async def main() -> None:
    lock = asyncio.Lock()
    log: list[int] = []
    first = asyncio.create_task(add(lock, log, 1))
    await add(lock, log, 2)
    await first
    print(log)


asyncio.run(main())

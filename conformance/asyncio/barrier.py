"""Barrier: everybody waits for everybody."""

import asyncio


async def main():
    barrier = asyncio.Barrier(3)
    log = []

    async def runner(name, delay):
        await asyncio.sleep(delay)
        log.append(f"{name} at barrier {barrier.n_waiting}")
        position = await barrier.wait()
        log.append(f"passed {position}")

    await asyncio.gather(runner("a", 0.01), runner("b", 0.02), runner("c", 0.03))
    print(log[:3], sorted(log[3:]), barrier.parties, barrier.broken)

    async def late():
        try:
            await barrier.wait()
        except asyncio.BrokenBarrierError:
            return "broken"

    t = asyncio.create_task(late())
    await asyncio.sleep(0)
    await barrier.abort()
    print(await t, barrier.broken)
    await barrier.reset()
    print(barrier.broken, barrier.n_waiting)


asyncio.run(main())

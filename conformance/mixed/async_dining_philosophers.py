"""Dining philosophers that take the lower fork first."""

import asyncio


async def philosopher(i, forks, meals, log):
    left, right = i, (i + 1) % len(forks)
    first, second = min(left, right), max(left, right)
    for meal in range(meals):
        async with forks[first]:
            async with forks[second]:
                log.append((i, meal))
                await asyncio.sleep(0)
    return i


async def main():
    forks = [asyncio.Lock() for _ in range(5)]
    log = []
    finished = await asyncio.gather(*(philosopher(i, forks, 2, log) for i in range(5)))
    print(finished, len(log), sorted(log))
    print(all(not fork.locked() for fork in forks))


asyncio.run(main())

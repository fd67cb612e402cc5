"""Ten thousand turns and a thousand tasks."""

import asyncio


async def add(total, n):
    await asyncio.sleep(0)
    total[0] += n
    return n * n


async def chain(n):
    return 0 if n == 0 else 1 + await chain(n - 1)


async def ping_pong(inbox, outbox, rounds, log):
    for _ in range(rounds):
        n = await inbox.get()
        log.append(n)
        await outbox.put(n + 1)


async def main():
    total = [0]
    results = await asyncio.gather(*(add(total, n) for n in range(1000)))
    print(total[0], sum(results), await chain(200))
    a, b, log = asyncio.Queue(), asyncio.Queue(), []
    await a.put(0)
    await asyncio.gather(ping_pong(a, b, 500, log), ping_pong(b, a, 500, log))
    print(len(log), log[-1], log == list(range(1000)))
    counter = 0
    for _ in range(10_000):
        await asyncio.sleep(0)
        counter += 1
    print(counter)


asyncio.run(main())

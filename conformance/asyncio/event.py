"""Event: wait, set, clear."""

import asyncio


async def main():
    event = asyncio.Event()
    log = []

    async def waiter(name):
        log.append(f"{name} waits")
        result = await event.wait()
        log.append(f"{name} {result}")

    tasks = [asyncio.create_task(waiter(n)) for n in "ab"]
    await asyncio.sleep(0)
    print(event.is_set(), log)
    event.set()
    event.set()
    event.clear()
    await asyncio.gather(*tasks)
    print(event.is_set(), log)
    event.set()
    print(await event.wait(), event.is_set())
    event.clear()
    try:
        await asyncio.wait_for(event.wait(), 0.01)
    except TimeoutError:
        print("not set")
    asyncio.get_running_loop().call_later(0.01, event.set)
    print(await event.wait())


asyncio.run(main())

"""The first asyncio program of every tutorial."""

import asyncio


async def say_after(delay, what):
    await asyncio.sleep(delay)
    print(what)


async def main():
    print("started")
    await say_after(0.01, "hello")
    await say_after(0.02, "world")
    task1 = asyncio.create_task(say_after(0.01, "one"))
    task2 = asyncio.create_task(say_after(0.05, "two"))
    await task1
    await task2
    await asyncio.gather(say_after(0.06, "slow"), say_after(0.01, "fast"))
    print("finished")


asyncio.run(main())

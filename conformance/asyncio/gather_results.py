"""gather: order of results, nesting, duplicates, plain futures."""

import asyncio


async def after(delay, value):
    await asyncio.sleep(delay)
    print("done", value)
    return value


async def main():
    print(await asyncio.gather(after(0.03, "a"), after(0.01, "b"), after(0.02, "c")))
    print(await asyncio.gather())
    same = after(0, "same")
    print(await asyncio.gather(same, same, after(0, "x")))
    print(await asyncio.gather(asyncio.gather(after(0, 1), after(0, 2)), after(0, 3)))
    task = asyncio.create_task(after(0, "task"))
    future = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(future.set_result, "future")
    print(await asyncio.gather(task, future))
    group = asyncio.gather(after(0, "g"))
    print(group.done(), type(group).__name__)
    print(await group, group.done(), group.result())
    print(await asyncio.gather(*[after(0.001 * (3 - i), i) for i in range(3)]))


asyncio.run(main())

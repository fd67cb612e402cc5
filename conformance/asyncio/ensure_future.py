"""ensure_future on coroutines, tasks and awaitables; wrap rules."""

import asyncio


async def work(x):
    return x


class Awaitable:
    def __await__(self):
        yield from asyncio.sleep(0).__await__()
        return "awaitable"


async def main():
    t = asyncio.ensure_future(work(1))
    print(isinstance(t, asyncio.Task), await t)
    print(asyncio.ensure_future(t) is t)
    f = asyncio.get_running_loop().create_future()
    print(asyncio.ensure_future(f) is f)
    f.set_result(2)
    print(await f, await asyncio.ensure_future(Awaitable()))
    try:
        asyncio.ensure_future(5)
    except TypeError as error:
        print(error)


asyncio.run(main())

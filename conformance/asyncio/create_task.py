"""create_task: starts on the next turn, names, results, errors."""

import asyncio


async def work(n):
    print("work", n)
    await asyncio.sleep(0)
    return n * 10


async def fail():
    raise KeyError("failed")


async def main():
    t = asyncio.create_task(work(1), name="first")
    print("created", t.get_name(), t.done())
    print(await t, t.done(), t.result(), t.exception(), t.cancelled())
    t.set_name("renamed")
    print(t.get_name(), await t)
    f = asyncio.create_task(fail())
    await asyncio.sleep(0)
    print(f.done(), repr(f.exception()))
    try:
        await f
    except KeyError as error:
        print("caught", error, error is f.exception())
    try:
        f.result()
    except KeyError:
        print("again")
    u = asyncio.create_task(work(2))
    try:
        u.result()
    except asyncio.InvalidStateError as error:
        print(error)
    try:
        u.exception()
    except asyncio.InvalidStateError as error:
        print(error)
    print(await u)
    try:
        asyncio.create_task(work)
    except TypeError as error:
        print(str(error)[:30])
    tasks = [asyncio.create_task(work(i)) for i in range(3)]
    print([await task for task in tasks], isinstance(u, asyncio.Task), isinstance(u, asyncio.Future))


asyncio.run(main())
c = work(0)
try:
    asyncio.create_task(c)
except RuntimeError as error:
    print(error)
c.close()

"""TaskGroup: waits for all, results, tasks made later."""

import asyncio


async def job(name, delay):
    await asyncio.sleep(delay)
    print("finished", name)
    return name.upper()


async def main():
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(job("a", 0.02))
        b = tg.create_task(job("b", 0.01), name="bee")
        print("body ends", a.done(), b.get_name())
    print(a.result(), b.result())
    async with asyncio.TaskGroup() as tg:
        async def spawner():
            tg.create_task(job("child", 0.01))
            return "spawned"
        s = tg.create_task(spawner())
    print(s.result())
    async with asyncio.TaskGroup():
        pass
    async with asyncio.TaskGroup() as tg:
        results = [await tg.create_task(job(n, 0)) for n in "xy"]
    print(results)
    c = job("too late", 0)
    try:
        tg.create_task(c)
    except RuntimeError as error:
        print(str(error).startswith("TaskGroup"), str(error).endswith("is finished"))
    c = job("not entered", 0)
    try:
        asyncio.TaskGroup().create_task(c)
    except RuntimeError as error:
        print(str(error).endswith("has not been entered"))
    try:
        async with tg:
            pass
    except RuntimeError as error:
        print(str(error).endswith("has already been entered"))


asyncio.run(main())

import asyncio


async def sync_part(n):
    print("running", n)
    return n * 10


async def async_part(n):
    print("begin", n)
    await asyncio.sleep(0)
    print("end", n)
    return n


async def main():
    loop = asyncio.get_running_loop()
    print(loop.get_task_factory())
    t = asyncio.create_task(sync_part(1))
    print("created lazily", t.done())
    await t
    loop.set_task_factory(asyncio.eager_task_factory)
    t = asyncio.create_task(sync_part(2))
    print("created eagerly", t.done(), t.result())
    t = asyncio.create_task(async_part(3))
    print("suspended", t.done())
    print(await t)
    async with asyncio.TaskGroup() as tg:
        a = tg.create_task(sync_part(4))
        b = tg.create_task(async_part(5))
        print("in group", a.done(), b.done())
    print(await asyncio.gather(sync_part(6), async_part(7)))
    loop.set_task_factory(None)

    def factory(loop, coro, **kw):
        print("factory", coro.__name__)
        return asyncio.Task(coro, loop=loop, **kw)
    loop.set_task_factory(factory)
    print(await asyncio.create_task(sync_part(8)))

    loop.set_task_factory(None)
    t = asyncio.Task(sync_part(10), eager_start=True, loop=loop)
    print(t.done())

asyncio.run(main())

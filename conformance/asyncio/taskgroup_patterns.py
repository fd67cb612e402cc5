import asyncio


async def ok(x, d=0.0):
    await asyncio.sleep(d)
    return x


async def bad(e, d=0.0):
    await asyncio.sleep(d)
    raise e


async def spawn_more(tg, n):
    if n:
        tg.create_task(spawn_more(tg, n - 1))
        print("spawned", n)


async def first_result(*coros):
    class Done(Exception):
        pass
    result = None

    async def run(c):
        nonlocal result
        result = await c
        raise Done
    try:
        async with asyncio.TaskGroup() as tg:
            for c in coros:
                tg.create_task(run(c))
    except* Done:
        pass
    return result


async def gather_dict(**coros):
    async with asyncio.TaskGroup() as tg:
        tasks = {k: tg.create_task(c, name=k) for k, c in coros.items()}
    return {k: t.result() for k, t in tasks.items()}


async def main():
    async with asyncio.TaskGroup() as tg:
        tg.create_task(spawn_more(tg, 3))
    print(await first_result(ok("slow", 0.5), ok("fast", 0.01)))
    print(await gather_dict(a=ok(1), b=ok(2, 0.001)))
    try:
        await gather_dict(a=ok(1, 1), b=bad(ValueError("b")), c=bad(TypeError("c")))
    except ExceptionGroup as eg:
        print(eg, [repr(e) for e in eg.exceptions])
    log = []

    async def careful():
        try:
            await asyncio.sleep(1)
        except asyncio.CancelledError:
            log.append("cancelled")
            raise ValueError("during cleanup")
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(careful())
            tg.create_task(bad(KeyError("k"), 0.001))
    except* (KeyError, ValueError) as eg:
        print(sorted(type(e).__name__ for e in eg.exceptions), log)
    try:
        async with asyncio.TaskGroup() as tg:
            t = tg.create_task(ok("x", 1))
            t.cancel()
        print("child cancel does not fail the group", t.cancelled())
    except BaseException as e:
        print("unexpected", repr(e))

    async def parent():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(ok(1, 10))
    t = asyncio.create_task(parent())
    await asyncio.sleep(0.001)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("parent cancelled")
    try:
        async with asyncio.timeout(0.01):
            await parent()
    except TimeoutError:
        print("timeout around group")
    try:
        async with asyncio.TaskGroup() as outer:
            async with asyncio.TaskGroup() as inner:
                inner.create_task(bad(ValueError("in")))
            print("unreachable")
    except* ValueError as eg:
        print(type(eg.exceptions[0]).__name__, eg.exceptions[0].exceptions)
    tg = asyncio.TaskGroup()
    async with tg:
        pass
    try:
        async with tg:
            pass
    except RuntimeError as e:
        print(str(e)[:9], str(e)[-30:])
    try:
        async with asyncio.TaskGroup() as tg:
            raise asyncio.CancelledError("manual")
    except asyncio.CancelledError as e:
        print("manual", e.args)

asyncio.run(main())

"""Cancellation through timeouts, groups, shields, gathers and waits."""

import asyncio

async def slow(tag, t=0.05):
    try:
        await asyncio.sleep(t)
        return tag
    except asyncio.CancelledError as e:
        print("cancel", tag, e.args)
        raise

async def chain():
    try:
        raise KeyError("first")
    except KeyError:
        try:
            async with asyncio.timeout(0.01):
                await slow("ctx")
        except TimeoutError as e:
            print(repr(e), repr(e.__cause__), repr(e.__context__), repr(e.__context__.__context__))

async def tg():
    try:
        async with asyncio.TaskGroup() as g:
            a = g.create_task(slow("a", 1))
            b = g.create_task(slow("b", 1))
            print(g)
            await asyncio.sleep(0.01)
            raise RuntimeError("body")
    except ExceptionGroup as eg:
        print(eg.exceptions, a.cancelled(), b.cancelled(), eg.__context__, eg.__cause__)

async def nested_tg():
    try:
        async with asyncio.TaskGroup() as g1:
            async with asyncio.TaskGroup() as g2:
                g2.create_task(fail("x", 0.01))
                g1.create_task(fail("y", 0.02))
                await asyncio.sleep(1)
    except BaseException as e:
        print(repr(e))

async def fail(m, t):
    await asyncio.sleep(t)
    raise ValueError(m)

async def double_cancel():
    async def stubborn():
        for i in range(3):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError as e:
                print("stubborn", i, e.args)
        return "done"
    t = asyncio.create_task(stubborn())
    for m in "xyz":
        await asyncio.sleep(0)
        print(t.cancel(m), t.cancelling())
    print(await t, t.cancelled(), t.uncancel(), t.cancelling())

async def shielded():
    inner = asyncio.create_task(slow("inner", 0.02))
    async def outer():
        try:
            return await asyncio.shield(inner)
        except asyncio.CancelledError:
            print("outer cancelled", inner.done())
            raise
    t = asyncio.create_task(outer())
    await asyncio.sleep(0)
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("await t cancelled")
    print(await inner)

async def gather_cancel():
    g = asyncio.gather(slow("g1", 1), slow("g2", 1))
    await asyncio.sleep(0)
    print(g.cancel("why"), g.done())
    try:
        await g
    except asyncio.CancelledError as e:
        print("gather", e.args)
    print(g.cancelled(), g.done())
    r = await asyncio.gather(slow("h1"), fail("h2", 0.01), return_exceptions=True)
    print(r)

async def waits():
    ts = [asyncio.create_task(slow(i, 0.1 * (i + 1))) for i in range(3)]
    done, pending = await asyncio.wait(ts, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), len(pending), {t.result() for t in done})
    done, pending = await asyncio.wait(ts, timeout=0.15)
    print(sorted(t.result() for t in done), len(pending))
    for p in pending: p.cancel()
    done, pending = await asyncio.wait(ts)
    print(sorted(t.cancelled() for t in done))
    for f in asyncio.as_completed([slow("p", 0.2), slow("q", 0.1)]):
        print(await f)
    async for t in asyncio.as_completed([asyncio.create_task(slow("r", 0.2)), slow("s", 0.1)]):
        print(t.done(), await t)
    try:
        for f in asyncio.as_completed([slow("u", 1)], timeout=0.01):
            await f
    except TimeoutError as e:
        print("as_completed timeout", repr(e))

async def main():
    for f in (chain, tg, nested_tg, double_cancel, shielded, gather_cancel, waits):
        print("--", f.__name__)
        await f()
    print(len(asyncio.all_tasks()))

asyncio.run(main())

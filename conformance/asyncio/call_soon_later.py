"""call_soon, call_later, call_at, handles."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    log = []
    loop.call_soon(log.append, "soon 1")
    loop.call_soon(log.append, "soon 2")
    handle = loop.call_soon(log.append, "cancelled")
    handle.cancel()
    print(handle.cancelled(), log)
    await asyncio.sleep(0)
    print(log)
    loop.call_later(0.02, log.append, "later 2")
    loop.call_later(0.01, log.append, "later 1")
    timer = loop.call_later(0.015, log.append, "never")
    loop.call_at(loop.time() + 0.03, log.append, "at")
    timer.cancel()
    print(timer.cancelled(), timer.when() > loop.time() - 1)
    await asyncio.sleep(0.05)
    print(log)
    log.clear()

    def chain(n):
        log.append(n)
        if n:
            loop.call_soon(chain, n - 1)

    chain(3)
    print(log)
    await asyncio.sleep(0)
    print(log)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(log)
    event = asyncio.Event()
    loop.call_soon_threadsafe(event.set)
    print(await event.wait())
    seen = []
    loop.set_exception_handler(lambda loop, context: seen.append((context["message"].split("(")[0], repr(context["exception"]))))
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    print(seen)


asyncio.run(main())

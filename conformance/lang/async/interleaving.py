"""Tasks take turns at awaits, first come first served."""

import asyncio

log = []


async def worker(name: str, steps: int) -> str:
    for i in range(steps):
        log.append(f"{name}{i}")
        await asyncio.sleep(0)
    log.append(f"{name}.")
    return name


async def no_await(name: str) -> None:
    log.append(name)


async def main() -> None:
    a = asyncio.create_task(worker("a", 3))
    b = asyncio.create_task(worker("b", 1))
    log.append("main")
    await no_await("direct")
    c = asyncio.create_task(no_await("task"))
    await asyncio.sleep(0)
    log.append("main2")
    print(await b, c.done(), a.done())
    d = asyncio.create_task(worker("d", 2))
    await a
    log.append("after a")
    await d
    print(" ".join(log))
    log.clear()
    await worker("inline", 1)
    loop = asyncio.get_running_loop()
    loop.call_soon(log.append, "soon")
    done = loop.create_future()
    done.set_result(1)
    await done
    log.append("done future is no turn")
    await asyncio.sleep(0)
    log.append("end")
    print(" | ".join(log))


asyncio.run(main())

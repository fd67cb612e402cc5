"""wait: ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, timeout."""

import asyncio


async def job(name, delay, fail=False):
    await asyncio.sleep(delay)
    if fail:
        raise ValueError(name)
    return name


def start(*specs):
    return {asyncio.create_task(job(*s), name=s[0]) for s in specs}


def show(done, pending):
    print(sorted(t.get_name() for t in done), sorted(t.get_name() for t in pending))


async def main():
    specs = (("a", 0.02), ("b", 0.1, True), ("c", 0.15))
    done, pending = await asyncio.wait(start(*specs))
    show(done, pending)
    print(sorted(str(t.exception() or t.result()) for t in done))
    tasks = start(*specs)
    show(*await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED))
    show(*await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION))
    show(*await asyncio.wait(tasks))
    show(*await asyncio.wait(start(*specs), timeout=0.06))
    show(*await asyncio.wait(start(("x", 0)), timeout=0))
    await asyncio.sleep(0.2)
    for bad in ([], [job("y", 0)], job("z", 0)):
        try:
            await asyncio.wait(bad)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
        for coroutine in bad if isinstance(bad, list) else [bad]:
            coroutine.close()
    try:
        await asyncio.wait(start(("q", 0)), return_when="NONSENSE")
    except ValueError as error:
        print(error)
    print(asyncio.FIRST_COMPLETED, asyncio.ALL_COMPLETED, asyncio.FIRST_EXCEPTION)


async def consume_errors():
    await main()


asyncio.run(consume_errors())

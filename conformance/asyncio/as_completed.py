"""as_completed: plain and async iteration, timeout, errors."""

import asyncio


async def job(name, delay, fail=False):
    await asyncio.sleep(delay)
    if fail:
        raise ValueError(name)
    return name


async def main():
    for coroutine in asyncio.as_completed([job("slow", 0.03), job("fast", 0.01), job("mid", 0.02)]):
        print(await coroutine)
    for earliest in asyncio.as_completed([job("b", 0.02, True), job("a", 0.01)]):
        try:
            print(await earliest)
        except ValueError as error:
            print("error", error)
    try:
        for earliest in asyncio.as_completed([job("x", 0.01), job("y", 1)], timeout=0.05):
            print(await earliest)
    except TimeoutError:
        print("timeout")
    tasks = [asyncio.create_task(job(n, d), name=f"task-{n}") for n, d in (("p", 0.02), ("q", 0.01))]
    async for task in asyncio.as_completed(tasks):
        print(task.get_name(), task in tasks, await task)
    print([c async for c in asyncio.as_completed([])], list(asyncio.as_completed([])))


asyncio.run(main())

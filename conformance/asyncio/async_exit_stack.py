"""asynccontextmanager, AsyncExitStack, aclosing, nullcontext."""

import asyncio
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, nullcontext


@asynccontextmanager
async def opened(name, swallow=False):
    print("open", name)
    await asyncio.sleep(0)
    try:
        yield name
    except ValueError as error:
        print(name, "sees", error)
        if not swallow:
            raise
    finally:
        print("close", name)


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("numbers closed")


async def main():
    async with opened("a") as a, opened("b") as b:
        print(a, b)
    async with AsyncExitStack() as stack:
        names = [await stack.enter_async_context(opened(n)) for n in "xy"]
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(print, "callback", sep="|")
        print(names)
    try:
        async with opened("c"):
            raise ValueError("boom")
    except ValueError as error:
        print("outside", error)
    async with opened("d", swallow=True):
        raise ValueError("swallowed")
    async with aclosing(numbers()) as source:
        async for n in source:
            print(n)
            break
    async with nullcontext("null") as value:
        print(value)


asyncio.run(main())

"""Coroutines are lazy; await gives their result or exception."""

import asyncio


async def double(x: int) -> int:
    print("double", x)
    return 2 * x


async def fail() -> None:
    raise LookupError("nothing here")


async def nested(depth: int) -> int:
    if depth == 0:
        return 1
    return 1 + await nested(depth - 1)


async def main() -> str:
    c = double(4)
    print("created", type(c).__name__, asyncio.iscoroutine(c), asyncio.iscoroutinefunction(double))
    print(await c)
    try:
        await c
    except RuntimeError as error:
        print(error)
    try:
        await fail()
    except LookupError as error:
        print("caught", error)
    print(await nested(50), [await double(i) for i in range(2)], (await double(1)) + await double(2))
    values = {k: await double(k) for k in (5, 6) if await double(k) > 10}
    print(values)
    c = double(9)
    c.close()
    try:
        await 5
    except TypeError as error:
        print(error)
    f = lambda x: double(x)
    print(await f(7) if True else 0)
    return "result"


print(asyncio.run(main()))
try:
    asyncio.run(5)
except ValueError as error:
    print(error)

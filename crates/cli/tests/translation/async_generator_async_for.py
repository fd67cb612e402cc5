"""An async generator and the loop that consumes it."""

import asyncio
from collections.abc import AsyncIterator


async def countdown(start: int) -> AsyncIterator[int]:
    while start > 0:
        yield start
        await asyncio.sleep(0)
        start -= 1


async def main() -> None:
    async for n in countdown(3):
        print(n)


asyncio.run(main())

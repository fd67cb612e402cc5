"""Several results in the order of the calls."""

import asyncio


async def square(n: int) -> int:
    await asyncio.sleep(0.001 * (5 - n))
    return n * n


async def main() -> None:
    a, b = await asyncio.gather(square(3), square(4))
    print(a, b)


asyncio.run(main())

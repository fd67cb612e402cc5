"""An async function, awaited by another."""

import asyncio


async def double(n: int) -> int:
    """Twice the number, a little later."""
    await asyncio.sleep(0.01)
    return n * 2


async def main() -> None:
    print(await double(21))


asyncio.run(main())

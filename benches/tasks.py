"""Tasks that start, yield and end."""

import asyncio


async def child(n: int) -> int:
    await asyncio.sleep(0)
    return n


async def main() -> None:
    total = 0
    for _ in range(400):
        total += sum(await asyncio.gather(*(child(n) for n in range(500))))
    print(total)


asyncio.run(main())

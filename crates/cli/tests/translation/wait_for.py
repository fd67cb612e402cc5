"""A time limit."""

import asyncio


async def slow() -> str:
    await asyncio.sleep(5)
    return "done"


async def main() -> None:
    try:
        print(await asyncio.wait_for(slow(), timeout=0.01))
    except TimeoutError:
        print("too slow")


asyncio.run(main())

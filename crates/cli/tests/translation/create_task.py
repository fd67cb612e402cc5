"""Two tasks at the same time."""

import asyncio


async def greet(name: str, delay: float) -> str:
    await asyncio.sleep(delay)
    return f"hello {name}"


async def main() -> None:
    slow = asyncio.create_task(greet("slow", 0.02))
    fast = asyncio.create_task(greet("fast", 0.01))
    print(await fast)
    print(await slow)


asyncio.run(main())

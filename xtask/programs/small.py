import asyncio


async def worker(name: str, delay: float) -> str:
    print(f"{name} starts")
    await asyncio.sleep(delay)
    print(f"{name} is done after {delay}s")
    return name


async def main() -> None:
    task = asyncio.create_task(worker("a", 0.02))
    names = await asyncio.gather(worker("b", 0.01), worker("c", 0.03))
    print(f"gathered {names}, task gave {await task}")


asyncio.run(main())

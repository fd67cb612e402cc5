import asyncio


async def fail(n):
    await asyncio.sleep(0)
    raise ValueError(n)


async def main():
    async with asyncio.TaskGroup() as tg:
        for n in range(3):
            tg.create_task(fail(n))
    print("never")


print("start")
asyncio.run(main())

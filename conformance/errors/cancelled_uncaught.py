import asyncio


async def main():
    asyncio.current_task().cancel()
    await asyncio.sleep(0)


print("cancelling myself")
asyncio.run(main())

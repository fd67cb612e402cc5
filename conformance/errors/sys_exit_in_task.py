import asyncio
import sys


async def quitter():
    await asyncio.sleep(0)
    print("quitting")
    sys.exit(5)


async def main():
    task = asyncio.create_task(quitter())
    try:
        await asyncio.sleep(100)
    finally:
        print("main is cancelled", task.done())


asyncio.run(main())

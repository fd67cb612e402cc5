import asyncio
import sys


async def main():
    try:
        await asyncio.sleep(0)
        sys.exit(4)
    finally:
        print("cleanup")


asyncio.run(main())

"""asyncio.timeout: expiry, reschedule, nesting, None, timeout_at."""

import asyncio


async def main():
    try:
        async with asyncio.timeout(0.02):
            print("in")
            await asyncio.sleep(100)
            print("never")
    except TimeoutError as error:
        print("expired", repr(error), repr(error.__cause__))
    async with asyncio.timeout(0.5) as cm:
        await asyncio.sleep(0.01)
    print(cm.expired(), cm.when() is not None)
    async with asyncio.timeout(None) as cm:
        print(cm.when())
        cm.reschedule(asyncio.get_running_loop().time() + 100)
        await asyncio.sleep(0)
    print(cm.expired())
    try:
        async with asyncio.timeout(100) as outer:
            try:
                async with asyncio.timeout(0.01) as inner:
                    await asyncio.sleep(100)
            except TimeoutError:
                print("inner", inner.expired(), outer.expired())
                outer.reschedule(asyncio.get_running_loop().time() + 0.01)
                await asyncio.sleep(100)
    except TimeoutError:
        print("outer", outer.expired())
    try:
        async with asyncio.timeout(-1):
            print("past deadline: runs until the first await")
            await asyncio.sleep(0)
            await asyncio.sleep(1)
            print("never")
    except TimeoutError:
        print("past")
    try:
        async with asyncio.timeout_at(asyncio.get_running_loop().time() + 0.01):
            await asyncio.sleep(5)
    except TimeoutError:
        print("at")
    try:
        async with asyncio.timeout(1):
            raise ValueError("own error")
    except ValueError as error:
        print(error)
    try:
        async with asyncio.timeout(0.01):
            try:
                await asyncio.sleep(100)
            except asyncio.CancelledError:
                print("seen as CancelledError inside")
                raise
            finally:
                print("finally inside")
    except TimeoutError:
        print("as TimeoutError outside")


asyncio.run(main())

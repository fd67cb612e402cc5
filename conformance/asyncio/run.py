"""asyncio.run: result, exception, nesting, clean-up of left-over tasks."""

import asyncio


async def value():
    return 42


async def boom():
    raise ValueError("from the coroutine")


async def leaves_tasks():
    async def background():
        try:
            await asyncio.sleep(100)
        except asyncio.CancelledError:
            print("background cancelled")
            await asyncio.sleep(0)
            print("background cleaned up")
            raise

    asyncio.create_task(background())
    await asyncio.sleep(0)
    print("main returns")
    return "done"


async def nested():
    inner = value()
    try:
        asyncio.run(inner)
    except RuntimeError as error:
        print(error)
    finally:
        inner.close()


print(asyncio.run(value()))
try:
    asyncio.run(boom())
except ValueError as error:
    print("caught", error)
print(asyncio.run(leaves_tasks()))
asyncio.run(nested())
try:
    asyncio.run(value)
except ValueError as error:
    print(str(error)[:30])
print(asyncio.run(value(), debug=False))

"""wait_for: in time, too late, None, zero, errors, clean-up."""

import asyncio


async def job(delay, value="value"):
    try:
        await asyncio.sleep(delay)
        return value
    except asyncio.CancelledError:
        print("job cancelled")
        await asyncio.sleep(0.01)
        print("job cleaned up")
        raise


async def fails():
    raise LookupError("inner error")


async def stubborn():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        return "would not stop"


async def main():
    print(await asyncio.wait_for(job(0.01), 0.2), await asyncio.wait_for(job(0.01), None))
    try:
        await asyncio.wait_for(job(100), 0.02)
    except TimeoutError as error:
        print("timeout", repr(error), type(error.__cause__).__name__)
    try:
        await asyncio.wait_for(fails(), 1)
    except LookupError as error:
        print(error)
    print(await asyncio.wait_for(asyncio.sleep(0, "x"), 1))
    try:
        await asyncio.wait_for(asyncio.sleep(100), 0)
    except TimeoutError:
        print("zero")
    done = asyncio.get_running_loop().create_future()
    done.set_result("ready")
    print(await asyncio.wait_for(done, 0), asyncio.TimeoutError is TimeoutError)
    try:
        print(await asyncio.wait_for(stubborn(), 0.02))
    except TimeoutError:
        print("TimeoutError although it returned")
    task = asyncio.create_task(asyncio.wait_for(job(100), 50))
    await asyncio.sleep(0.01)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        print("cancelled from outside")


asyncio.run(main())

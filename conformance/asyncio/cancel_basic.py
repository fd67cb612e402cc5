"""Cancellation: delivery, messages, finally, done tasks."""

import asyncio


async def sleeper():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError as error:
        print("got", repr(error))
        raise
    finally:
        print("finally")


async def main():
    t = asyncio.create_task(sleeper())
    await asyncio.sleep(0)
    print(t.cancel("because"), t.cancelled(), t.done(), t.cancelling())
    try:
        await t
    except asyncio.CancelledError as error:
        print("await raises", error.args)
    print(t.cancelled(), t.done(), t.cancel())
    for method in (t.result, t.exception):
        try:
            method()
        except asyncio.CancelledError:
            print(method.__name__, "raises CancelledError")
    never = asyncio.create_task(sleeper())
    never.cancel()
    try:
        await never
    except asyncio.CancelledError:
        print("never started")
    finished = asyncio.create_task(asyncio.sleep(0, "r"))
    await finished
    print(finished.cancel(), finished.cancelled(), finished.result())
    print(issubclass(asyncio.CancelledError, Exception), issubclass(asyncio.CancelledError, BaseException))


asyncio.run(main())

"""get_running_loop, loop.time, create_task on the loop, is_running."""

import asyncio


async def f():
    return asyncio.get_running_loop()


async def main():
    loop = asyncio.get_running_loop()
    print(loop is await f(), loop is asyncio.get_event_loop(), loop.is_running(), loop.is_closed(), loop.get_debug())
    task = loop.create_task(asyncio.sleep(0, "via loop"), name="t")
    print(await task, task.get_name(), task.get_loop() is loop)
    a = loop.time()
    await asyncio.sleep(0.01)
    print(loop.time() > a, type(a).__name__)
    return loop


finished = asyncio.run(main())
print(finished.is_closed(), finished.is_running())
try:
    finished.call_soon(print)
except RuntimeError as error:
    print(error)

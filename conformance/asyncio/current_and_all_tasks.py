"""current_task and all_tasks."""

import asyncio


async def child():
    print("I am", asyncio.current_task().get_name())
    await asyncio.sleep(0.01)


async def helper():
    return asyncio.current_task()


async def main():
    me = asyncio.current_task()
    me.set_name("main task")
    print(me.get_name(), (await helper()) is me)
    tasks = [asyncio.create_task(child(), name=f"child-{i}") for i in range(2)]
    print(sorted(t.get_name() for t in asyncio.all_tasks()))
    await asyncio.gather(*tasks)
    print([t.get_name() for t in asyncio.all_tasks()], asyncio.all_tasks() == {me})
    others = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
    print(others, me.get_coro().__name__, me.done(), me.get_loop() is asyncio.get_running_loop())
    seen = []
    asyncio.get_running_loop().call_soon(lambda: seen.append(asyncio.current_task()))
    await asyncio.sleep(0)
    print(seen)


asyncio.run(main())
try:
    asyncio.current_task()
except RuntimeError as error:
    print(error)
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)

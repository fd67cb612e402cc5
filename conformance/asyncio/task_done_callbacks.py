"""add_done_callback and remove_done_callback."""

import asyncio


async def work():
    await asyncio.sleep(0)
    return "result"


async def main():
    order = []
    t = asyncio.create_task(work(), name="t")
    t.add_done_callback(lambda task: order.append(("first", task.result())))
    t.add_done_callback(lambda task: order.append(("second", task.get_name())))

    def never(task):
        order.append("never")

    t.add_done_callback(never)
    print(t.remove_done_callback(never), t.remove_done_callback(never))
    await t
    print("after await", order)
    await asyncio.sleep(0)
    print(order)
    t.add_done_callback(lambda task: order.append("late"))
    print(len(order))
    await asyncio.sleep(0)
    print(len(order), order[-1])


asyncio.run(main())

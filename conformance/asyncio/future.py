"""Future: results, exceptions, cancellation, callbacks, states."""

import asyncio


async def main():
    loop = asyncio.get_running_loop()
    f = loop.create_future()
    print(f.done(), f.cancelled())
    loop.call_soon(f.set_result, 5)
    print(await f, f.done(), f.result(), f.exception(), await f)
    for action in (lambda: f.set_result(6), lambda: f.set_exception(ValueError())):
        try:
            action()
        except asyncio.InvalidStateError as error:
            print("InvalidStateError", error)
    g = loop.create_future()
    try:
        g.result()
    except asyncio.InvalidStateError as error:
        print(error)
    g.set_exception(KeyError("k"))
    try:
        await g
    except KeyError as error:
        print("raised", error, repr(g.exception()))
    h = asyncio.Future()
    print(h.cancel("msg"), h.cancel(), h.cancelled(), h.done())
    try:
        await h
    except asyncio.CancelledError as error:
        print("cancelled", error.args)
    try:
        h.result()
    except asyncio.CancelledError:
        print("result raises too")
    e = loop.create_future()
    e.set_exception(IndexError)
    print(repr(e.exception()))
    waiting = loop.create_future()

    async def wait_for_it(name):
        return name, await waiting

    tasks = [asyncio.create_task(wait_for_it(n)) for n in "ab"]
    await asyncio.sleep(0)
    waiting.set_result("go")
    print(await asyncio.gather(*tasks), asyncio.isfuture(waiting), asyncio.isfuture(5), asyncio.isfuture(tasks[0]))
    order = []
    c = loop.create_future()
    c.add_done_callback(lambda fut: order.append(fut.result()))
    c.set_result("called back")
    print(order)
    await asyncio.sleep(0)
    print(order)


asyncio.run(main())

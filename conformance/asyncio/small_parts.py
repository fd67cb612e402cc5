"""Submodules by attribute, timers that compare, states of coroutines, names of tasks in logs, aiter's and anext's errors."""
import asyncio
import contextvars
import inspect
import logging
import sys


async def pausing():
    await asyncio.sleep(0)


async def agen():
    yield 1
    yield 2


async def main():
    try:
        raise asyncio.exceptions.InvalidStateError("state")
    except asyncio.exceptions.InvalidStateError as e:
        print(repr(e), asyncio.exceptions.CancelledError is asyncio.CancelledError)
    loop = asyncio.get_running_loop()
    first, second = loop.call_later(1000, print), loop.call_later(2000, print)
    print(first < second, second <= first, first > second, first >= first, first == first, sorted([second, first]) == [first, second])
    first.cancel()
    second.cancel()
    logging.getLogger("log").info("in %s", "main")
    async with asyncio.TaskGroup() as tg:
        tg.create_task(asyncio.to_thread(lambda: None), name="other")
    c = pausing()
    print(inspect.getcoroutinestate(c), c.cr_running, c.cr_await)
    await c
    print(inspect.getcoroutinestate(c))
    g = agen()
    print(inspect.getasyncgenstate(g))
    sending = g.asend(None)
    print(await sending, inspect.getasyncgenstate(g))
    closing = g.aclose()
    await closing
    print(inspect.getasyncgenstate(g))
    for wrong in (lambda: aiter(5), lambda: anext([1])):
        try:
            wrong()
        except TypeError as e:
            print(e)
    token = contextvars.ContextVar("var").set(1)
    print(repr(token).split(" at ")[0])


logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(taskName)s %(threadName)s %(message)s")
logging.getLogger("log").info("outside")
asyncio.run(main())

import asyncio
import asyncio.exceptions
from asyncio import Queue, Event, Lock, CancelledError, TimeoutError as ATimeout, gather, sleep, run
from asyncio.exceptions import InvalidStateError, TimeoutError as ETimeout
from asyncio.queues import PriorityQueue, QueueEmpty
from asyncio.locks import Semaphore
from asyncio.tasks import Task, create_task
from asyncio.futures import Future


async def main():
    q = Queue()
    try:
        q.get_nowait()
    except QueueEmpty:
        print("empty")
    t = create_task(sleep(0.001, "x"))
    print(isinstance(t, Task), isinstance(t, Future), isinstance(t, asyncio.Task))
    print(await gather(t, sleep(0, 1)))
    print(ATimeout is TimeoutError, asyncio.TimeoutError is TimeoutError, ETimeout is TimeoutError)
    print(issubclass(CancelledError, Exception), issubclass(CancelledError, BaseException))
    print(asyncio.CancelledError.__module__, InvalidStateError.__name__, InvalidStateError.__mro__[1].__name__)
    print(issubclass(asyncio.QueueShutDown, Exception), issubclass(asyncio.BrokenBarrierError, RuntimeError))
    async with Semaphore(1) as s:
        print(s)
    pq = PriorityQueue()
    print(type(pq).__name__, type(pq).__mro__[1].__name__, isinstance(pq, asyncio.Queue))
    print(asyncio.FIRST_COMPLETED, asyncio.ALL_COMPLETED, asyncio.FIRST_EXCEPTION)
    print(Event.__name__, Lock.__qualname__)

run(main())

import asyncio


class UniqueQueue(asyncio.Queue):
    def _init(self, maxsize):
        super()._init(maxsize)
        self.seen = set()

    def _put(self, item):
        if item not in self.seen:
            self.seen.add(item)
            super()._put(item)


class SetQueue(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = set()

    def _put(self, item):
        self._queue.add(item)

    def _get(self):
        return self._queue.pop()


class CountingEvent(asyncio.Event):
    count = 0

    def set(self):
        self.count += 1
        super().set()


class ClosableQueue(asyncio.Queue):
    SENTINEL = object()

    async def close(self):
        await self.put(self.SENTINEL)

    def __aiter__(self):
        return self

    async def __anext__(self):
        item = await self.get()
        try:
            if item is self.SENTINEL:
                raise StopAsyncIteration
            return item
        finally:
            self.task_done()


class MyError(asyncio.CancelledError):
    pass


async def main():
    q = UniqueQueue()
    for x in (1, 1, 2, 3, 2):
        await q.put(x)
    print(q.qsize(), [q.get_nowait() for _ in range(q.qsize())])
    s = SetQueue()
    s.put_nowait(5)
    s.put_nowait(5)
    print(s.qsize(), await s.get())
    ev = CountingEvent()
    ev.set()
    ev.set()
    print(ev.count, ev.is_set(), isinstance(ev, asyncio.Event), type(ev).__name__)
    cq = ClosableQueue()

    async def produce():
        for i in range(3):
            await cq.put(i)
        await cq.close()
    asyncio.create_task(produce())
    print([x async for x in cq])
    await cq.join()
    try:
        raise MyError("mine")
    except asyncio.CancelledError as e:
        print(type(e).__name__, e.args)

asyncio.run(main())

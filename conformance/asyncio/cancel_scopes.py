import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def cancel_on_exit(*coros):
    tasks = [asyncio.create_task(c) for c in coros]
    try:
        yield tasks
    finally:
        for t in tasks:
            t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class CancelScope:
    def __init__(self, deadline=None):
        self.deadline = deadline
        self.cancelled_caught = False
        self._task = None
        self._handle = None
        self._cancelled = False

    def cancel(self):
        if not self._cancelled:
            self._cancelled = True
            self._task.cancel(msg=f"scope {id(self)}")

    async def __aenter__(self):
        self._task = asyncio.current_task()
        if self.deadline is not None:
            self._handle = asyncio.get_running_loop().call_later(self.deadline, self.cancel)
        return self

    async def __aexit__(self, et, ev, tb):
        if self._handle:
            self._handle.cancel()
        if self._cancelled and et is asyncio.CancelledError:
            if self._task.uncancel() == 0:
                self.cancelled_caught = True
                return True
        return False


async def ticker(log):
    i = 0
    try:
        while True:
            log.append(i)
            i += 1
            await asyncio.sleep(0.01)
    except asyncio.CancelledError:
        log.append("stop")
        raise


async def main():
    log = []
    async with cancel_on_exit(ticker(log)) as ts:
        await asyncio.sleep(0.025)
    print(log[-1], ts[0].cancelled(), len(log) >= 3)
    async with CancelScope(0.01) as scope:
        await asyncio.sleep(10)
    print("caught", scope.cancelled_caught, asyncio.current_task().cancelling())
    async with CancelScope(10) as scope:
        await asyncio.sleep(0)
    print("not needed", scope.cancelled_caught)

    async def victim():
        async with CancelScope(5):
            await asyncio.sleep(10)
    t = asyncio.create_task(victim())
    await asyncio.sleep(0)
    t.cancel("external")
    try:
        await t
    except asyncio.CancelledError as e:
        print("external cancel passes", e.args)

    async def shielded_cleanup(log):
        try:
            await asyncio.sleep(10)
        finally:
            await asyncio.shield(asyncio.sleep(0.005))
            log.append("cleaned")
    log = []
    t = asyncio.create_task(shielded_cleanup(log))
    await asyncio.sleep(0)
    t.cancel()
    await asyncio.gather(t, return_exceptions=True)
    print(log)

    async def retry_on_cancel():
        for attempt in range(3):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("attempt", attempt, "cancelled; count", asyncio.current_task().cancelling())
                if attempt == 2:
                    raise
    t = asyncio.create_task(retry_on_cancel())
    for _ in range(3):
        await asyncio.sleep(0)
        t.cancel()
    await asyncio.wait([t])
    print(t.cancelled(), t.cancelling())

asyncio.run(main())

"""A periodic task that is stopped, counted in calls and not in time."""

import asyncio


class Periodic:
    def __init__(self, interval, callback):
        self.interval = interval
        self.callback = callback
        self.task = None

    async def _run(self):
        n = 0
        while True:
            n += 1
            result = self.callback(n)
            if asyncio.iscoroutine(result):
                await result
            await asyncio.sleep(self.interval)

    def start(self):
        self.task = asyncio.create_task(self._run())
        return self

    async def stop(self):
        self.task.cancel()
        try:
            await self.task
        except asyncio.CancelledError:
            return "stopped"


async def main():
    reached = asyncio.Event()

    def tick(n):
        print("tick", n)
        if n == 3:
            reached.set()

    async def slow_tick(n):
        print("slow", n)
        await asyncio.sleep(100)

    periodic = Periodic(0.01, tick).start()
    other = Periodic(0.01, slow_tick).start()
    await reached.wait()
    print(await periodic.stop(), await other.stop())


asyncio.run(main())

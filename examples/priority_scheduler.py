"""A scheduler for jobs with priorities and dependencies.

Jobs whose dependencies are met go into a priority queue; two workers always
take the most urgent one.  Urgency ties are settled by the order of arrival.
"""

import asyncio
import itertools
from dataclasses import dataclass, field
from enum import IntEnum


class Priority(IntEnum):
    """Smaller is more urgent, as the queue sees it."""

    URGENT = 0
    NORMAL = 5
    IDLE = 9


@dataclass
class Job:
    name: str
    effort: int
    priority: Priority = Priority.NORMAL
    after: tuple[str, ...] = ()


@dataclass(order=True)
class Entry:
    """A job as it stands in the queue; the job itself is not compared."""

    priority: int
    arrival: int
    job: Job = field(compare=False)


class CycleError(ValueError):
    """Jobs wait for each other."""


class Scheduler:
    """Runs jobs with a fixed number of workers; effort is counted in turns."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self.finished: list[str] = []
        self._ready: asyncio.PriorityQueue[Entry] = asyncio.PriorityQueue()
        self._blocked: dict[str, Job] = {}
        self._arrivals = itertools.count()

    def add(self, *jobs: Job) -> None:
        """Accept jobs; they start when `run` does."""
        for job in jobs:
            self._blocked[job.name] = job

    def _release(self) -> None:
        """Move all jobs that nothing holds back any more to the queue."""
        for job in list(self._blocked.values()):
            if all(name in self.finished for name in job.after):
                del self._blocked[job.name]
                self._ready.put_nowait(Entry(job.priority, next(self._arrivals), job))

    async def _work(self, number: int) -> None:
        while True:
            entry = await self._ready.get()
            job = entry.job
            print(f"worker {number} starts  {job.name} ({job.priority.name.lower()})")
            for _ in range(job.effort):
                await asyncio.sleep(0)
            print(f"worker {number} finishes {job.name}")
            self.finished.append(job.name)
            self._release()
            self._ready.task_done()

    def _check(self) -> None:
        """Refuse jobs that could never start."""
        done: set[str] = set()
        rest = dict(self._blocked)
        while rest:
            free = [name for name, job in rest.items() if done.issuperset(job.after)]
            if not free:
                raise CycleError(f"stuck: {', '.join(sorted(rest))}")
            done.update(free)
            for name in free:
                del rest[name]

    async def run(self) -> list[str]:
        """Run all jobs and return their names in the order they finished."""
        self._check()
        self._release()
        crew = [asyncio.create_task(self._work(n + 1)) for n in range(self.workers)]
        await self._ready.join()
        for worker in crew:
            worker.cancel()
        results = await asyncio.gather(*crew, return_exceptions=True)
        assert all(isinstance(r, asyncio.CancelledError) for r in results)
        return self.finished


async def main() -> None:
    scheduler = Scheduler(workers=2)
    scheduler.add(
        Job("tidy up", 1, Priority.IDLE),
        Job("boil water", 3),
        Job("grind beans", 4),
        Job("answer door", 2, Priority.URGENT),
        Job("brew", 5, after=("boil water", "grind beans")),
        Job("warm milk", 2, Priority.IDLE, ("boil water",)),
        Job("serve", 1, Priority.URGENT, ("brew", "warm milk")),
    )
    order = await scheduler.run()
    print("order:", " > ".join(order))

    impossible = Scheduler(workers=1)
    impossible.add(Job("egg", 1, after=("hen",)), Job("hen", 1, after=("egg",)))
    try:
        await impossible.run()
    except CycleError as error:
        print(error)
    print([f"{p.name}={p.value}" for p in Priority], Priority.URGENT < Priority.IDLE)


if __name__ == "__main__":
    asyncio.run(main())

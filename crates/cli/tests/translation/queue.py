"""A worker that takes jobs from a queue until there are no more."""

import asyncio


async def worker(queue: asyncio.Queue[str | None], done: list[str]) -> None:
    while True:
        job = await queue.get()
        if job is None:
            break
        done.append(job.upper())
        queue.task_done()


async def main() -> None:
    queue: asyncio.Queue[str | None] = asyncio.Queue()
    done: list[str] = []
    task = asyncio.create_task(worker(queue, done))
    for job in ["a", "b"]:
        await queue.put(job)
    await queue.put(None)
    await task
    print(done)


asyncio.run(main())

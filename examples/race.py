"""Races between tasks: first answer, first failure, order of finishing."""

import asyncio

MIRRORS = {"berlin": 0.2, "lisbon": 0.02, "oslo": 0.11}


async def download(mirror: str, delay: float) -> str:
    """Answer after a while; Oslo is known to be out of order."""
    try:
        await asyncio.sleep(delay)
    except asyncio.CancelledError:
        print(f"  {mirror}: not needed any more")
        raise
    if mirror == "oslo":
        raise ConnectionError(f"{mirror} is unreachable")
    return f"file from {mirror}"


def names(tasks: set[asyncio.Task]) -> list[str]:
    """Sets have no order, so sort before showing one."""
    return sorted(task.get_name() for task in tasks)


def start(mirrors: dict[str, float]) -> list[asyncio.Task]:
    return [
        asyncio.create_task(download(mirror, delay), name=mirror)
        for mirror, delay in mirrors.items()
    ]


async def stop(tasks: set[asyncio.Task]) -> None:
    """Cancel tasks one by one, in the order of their names."""
    for task in sorted(tasks, key=lambda task: task.get_name()):
        task.cancel()
        await asyncio.wait([task])


async def first_answer() -> None:
    """The classic: take the quickest, cancel the rest."""
    print("first answer:")
    done, pending = await asyncio.wait(
        start(MIRRORS), return_when=asyncio.FIRST_COMPLETED
    )
    print("  done", names(done), "pending", names(pending))
    await stop(pending)
    print("  winner:", done.pop().result())
    print("  cancelled:", [task.cancelled() for task in pending])


async def first_good_answer(mirrors: dict[str, float]) -> str:
    """Like above, but failures do not count."""
    pending: set[asyncio.Task] = set(start(mirrors))
    failures: list[BaseException] = []
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            error = task.exception()
            if error is None:
                await stop(pending)
                return task.result()
            print(f"  {task.get_name()} failed: {error}")
            failures.append(error)
    raise ExceptionGroup("no mirror left", failures)


async def first_failure() -> None:
    """Wait until something goes wrong, or all is well."""
    print("first failure:")
    done, pending = await asyncio.wait(
        start(MIRRORS), return_when=asyncio.FIRST_EXCEPTION
    )
    for task in sorted(done, key=asyncio.Task.get_name):
        outcome = task.exception() or task.result()
        print(f"  {task.get_name()}: {outcome!r}")
    await stop(pending)


async def finishing_order() -> None:
    """`as_completed` hands out results in the order of arrival."""
    print("finishing order:")
    place = 0
    for earliest in asyncio.as_completed(start(MIRRORS)):
        place += 1
        try:
            print(f"  {place}. {await earliest}")
        except ConnectionError as error:
            print(f"  {place}. nobody ({error})")


async def limited_patience() -> None:
    """A timeout of `wait` raises nothing; it just returns early."""
    print("limited patience:")
    tasks = start({"rome": 0.01, "faro": 5})
    done, pending = await asyncio.wait(tasks, timeout=0.1)
    print("  done", names(done), "pending", names(pending))
    await stop(pending)


async def main() -> None:
    await first_answer()
    print("first good answer:")
    print(" ", await first_good_answer({"oslo": 0.01, "faro": 5, "rome": 0.09}))
    try:
        await first_good_answer({"oslo": 0.01})
    except* ConnectionError as group:
        print(f"  {group.message}: {len(group.exceptions)} failure")
    await first_failure()
    await finishing_order()
    await limited_patience()


if __name__ == "__main__":
    asyncio.run(main())

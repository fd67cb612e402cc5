"""Timeouts and cancellation, and the clean-up that must happen regardless.

The interesting part is the `finally` block that awaits: a cancelled task is
still allowed to say goodbye properly.
"""

import asyncio


class Connection:
    """A pretended connection that wants to be closed with good manners."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.is_open = False
        self.sent = 0

    async def open(self) -> None:
        await asyncio.sleep(0)
        self.is_open = True
        print(f"[{self.host}] open")

    async def send(self, text: str, delay: float) -> None:
        await asyncio.sleep(delay)
        self.sent += 1
        print(f"[{self.host}] sent {text!r}")

    async def close(self) -> None:
        # Even closing takes its time.
        await asyncio.sleep(0.005)
        self.is_open = False
        print(f"[{self.host}] closed after {self.sent} message(s)")


async def talk(host: str, words: dict[str, float]) -> int:
    """Send words, each after its delay; close the connection whatever happens."""
    connection = Connection(host)
    await connection.open()
    try:
        for word, delay in words.items():
            await connection.send(word, delay)
        return connection.sent
    except asyncio.CancelledError:
        print(f"[{host}] interrupted")
        raise
    finally:
        await connection.close()


async def with_wait_for(host: str, delay: float) -> None:
    """`wait_for` cancels the inner task and raises TimeoutError here."""
    try:
        sent = await asyncio.wait_for(talk(host, {"hello": 0, "bye": delay}), 0.1)
    except TimeoutError:
        print(f"{host}: too slow")
    else:
        print(f"{host}: all {sent} sent")


async def with_timeout_block() -> None:
    """One deadline over several awaits, brought forward on the way."""
    try:
        async with asyncio.timeout(0.5) as deadline:
            await asyncio.sleep(0)
            deadline.reschedule(asyncio.get_running_loop().time() + 0.1)
            await talk("block", {"one": 0, "two": 30, "three": 0})
    except TimeoutError as error:
        print("block: timed out,", type(error).__name__)
    print("block: expired is", deadline.expired())


async def cancelled_from_outside() -> None:
    """Somebody else may cancel us, too."""
    task = asyncio.create_task(talk("outside", {"a": 0, "b": 0.001, "c": 30}))
    await asyncio.sleep(0.1)
    print("cancel accepted:", task.cancel())
    try:
        await task
    except asyncio.CancelledError:
        print("outside: cancelled is", task.cancelled())
    print("cancel again:", task.cancel())


async def stubborn() -> str:
    """A task that swallows its cancellation and goes on."""
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("stubborn: not yet")
    await asyncio.sleep(0.005)
    return "finished anyway"


async def shielded() -> None:
    """A shielded job survives the timeout of the one who waits for it."""
    job = asyncio.create_task(asyncio.sleep(0.15, "precious result"))
    try:
        await asyncio.wait_for(asyncio.shield(job), timeout=0.01)
    except TimeoutError:
        print("shielded: gave up waiting, job done:", job.done())
    print("shielded:", await job)


async def main() -> None:
    await with_wait_for("fast", 0.001)
    await with_wait_for("slow", 30)
    await with_timeout_block()
    await cancelled_from_outside()

    task = asyncio.create_task(stubborn())
    await asyncio.sleep(0)
    task.cancel()
    print("stubborn:", await task, task.cancelled(), task.cancelling())

    await shielded()


if __name__ == "__main__":
    asyncio.run(main())

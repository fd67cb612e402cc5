"""A token bucket: at most so many requests at once, refilled at a steady pace.

A background task refills the bucket and wakes those who wait.  Time is counted
in ticks of the refill task and not by a clock, so each run prints the same.
"""

import asyncio
from collections import deque


class TokenBucket:
    """Holds up to `capacity` tokens; each tick adds `refill` of them."""

    def __init__(self, capacity: int, refill: int) -> None:
        if capacity <= 0 or refill <= 0:
            raise ValueError("capacity and refill must be positive")
        self.capacity = capacity
        self.refill = refill
        self.tokens = capacity
        self.tick = 0
        self._waiting: deque[tuple[int, asyncio.Future[int]]] = deque()

    async def acquire(self, cost: int = 1) -> int:
        """Take `cost` tokens, waiting if need be; return the tick we got them."""
        if cost > self.capacity:
            raise ValueError(f"{cost} tokens never fit into {self.capacity}")
        if not self._waiting and self.tokens >= cost:
            self.tokens -= cost
            return self.tick
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append((cost, future))
        return await future

    def advance(self) -> None:
        """One tick passes: add tokens, and serve the queue in order."""
        self.tick += 1
        self.tokens = min(self.capacity, self.tokens + self.refill)
        while self._waiting and self._waiting[0][0] <= self.tokens:
            cost, future = self._waiting.popleft()
            if future.cancelled():
                continue
            self.tokens -= cost
            future.set_result(self.tick)

    @property
    def queue_length(self) -> int:
        return len(self._waiting)


async def clockwork(bucket: TokenBucket) -> None:
    """Refill the bucket for ever."""
    while True:
        await asyncio.sleep(0.01)
        bucket.advance()


async def client(name: str, bucket: TokenBucket, costs: list[int]) -> list[int]:
    """Send one request for each cost and note the tick it went out."""
    ticks: list[int] = []
    for cost in costs:
        tick = await bucket.acquire(cost)
        print(f"tick {tick:>2}: {name} sends a request of {cost}")
        ticks.append(tick)
    return ticks


async def main() -> None:
    bucket = TokenBucket(capacity=4, refill=2)
    refiller = asyncio.create_task(clockwork(bucket))

    jobs = {
        "alice": [1, 1, 1, 1, 1],
        "bob": [3, 2],
        "carol": [1, 4],
    }
    tasks = [
        asyncio.create_task(client(name, bucket, costs), name=name)
        for name, costs in jobs.items()
    ]
    results = await asyncio.gather(*tasks)

    for task, ticks in zip(tasks, results):
        print(f"{task.get_name():<6} {ticks} waited {ticks[-1] - ticks[0]} ticks")
    spent = sum(sum(costs) for costs in jobs.values())
    print(f"{spent} tokens spent, {bucket.queue_length} clients waiting")

    try:
        await bucket.acquire(5)
    except ValueError as error:
        print("refused:", error)

    refiller.cancel()
    try:
        await refiller
    except asyncio.CancelledError:
        print("refiller stopped")


if __name__ == "__main__":
    asyncio.run(main())

"""Publish and subscribe: topics, patterns, and subscribers that come and go."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from enum import Enum, auto


class Policy(Enum):
    """What happens to a message when a subscriber's inbox is full."""

    WAIT = auto()
    DROP = auto()


@dataclass(frozen=True)
class Message:
    topic: str
    body: str


class Subscription:
    """The inbox of one subscriber; iterate over it to receive."""

    def __init__(self, pattern: str, size: int, policy: Policy) -> None:
        self.pattern = pattern
        self.policy = policy
        self.dropped = 0
        self._inbox: asyncio.Queue[Message | None] = asyncio.Queue(size)

    def wants(self, topic: str) -> bool:
        """A pattern is a topic, or a prefix that ends in a star."""
        if self.pattern.endswith("*"):
            return topic.startswith(self.pattern[:-1])
        return topic == self.pattern

    async def deliver(self, message: Message | None) -> None:
        if message is not None and self.policy is Policy.DROP and self._inbox.full():
            self.dropped += 1
        else:
            await self._inbox.put(message)

    async def __aiter__(self) -> AsyncIterator[Message]:
        while (message := await self._inbox.get()) is not None:
            yield message


class Broker:
    """Knows all subscriptions and hands messages to those who want them."""

    def __init__(self) -> None:
        self._subscriptions: list[Subscription] = []
        self._taps: list[Callable[[Message], None]] = []

    def subscribe(
        self, pattern: str, *, size: int = 0, policy: Policy = Policy.WAIT
    ) -> Subscription:
        subscription = Subscription(pattern, size, policy)
        self._subscriptions.append(subscription)
        return subscription

    def tap(self, callback: Callable[[Message], None]) -> Callable[[Message], None]:
        """Call a plain function for each message; usable as a decorator."""
        self._taps.append(callback)
        return callback

    async def publish(self, topic: str, body: str) -> int:
        """Deliver a message and return how many subscribers it had."""
        message = Message(topic, body)
        for callback in self._taps:
            callback(message)
        wanted = [s for s in self._subscriptions if s.wants(topic)]
        for subscription in wanted:
            await subscription.deliver(message)
        return len(wanted)

    async def close(self) -> None:
        for subscription in self._subscriptions:
            await subscription.deliver(None)


async def listen(name: str, subscription: Subscription, pause: float = 0) -> list[str]:
    received: list[str] = []
    async for message in subscription:
        print(f"  {name:<7} <- {message.topic}: {message.body}")
        received.append(message.body)
        await asyncio.sleep(pause)
    return received


async def main() -> None:
    broker = Broker()
    counts: dict[str, int] = {}

    @broker.tap
    def count(message: Message) -> None:
        topic = message.topic.split("/")[0]
        counts[topic] = counts.get(topic, 0) + 1

    # A subscription exists before its reader runs, so nothing is missed.
    lazy = broker.subscribe("sport/*", size=1, policy=Policy.DROP)
    readers = [
        asyncio.create_task(listen("all", broker.subscribe("*"))),
        asyncio.create_task(listen("tennis", broker.subscribe("sport/tennis"))),
        asyncio.create_task(listen("lazy", lazy, pause=0.25)),
    ]
    for topic, body in [
        ("sport/tennis", "match begins"),
        ("weather", "rain expected"),
        ("sport/tennis", "match stopped"),
        ("sport/chess", "e4 e5"),
        ("weather", "it rains"),
    ]:
        reached = await broker.publish(topic, body)
        print(f"{topic}: {body!r} reached {reached}")
        await asyncio.sleep(0.005)
    await broker.close()

    for received in await asyncio.gather(*readers):
        print(len(received), received)
    print(f"lazy dropped {lazy.dropped}, topics {counts}")


if __name__ == "__main__":
    asyncio.run(main())

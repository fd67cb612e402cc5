"""A service made of classes: base class, mixins, properties and overrides.

A supervisor starts services in order, restarts those that crash, and stops all.
"""

import asyncio
from abc import ABC, abstractmethod
from enum import Enum
from typing import ClassVar


class State(Enum):
    NEW = "new"
    RUNNING = "running"
    FAILED = "failed"
    STOPPED = "stopped"


class Service(ABC):
    """Something that starts, runs and stops."""

    created: ClassVar[int] = 0

    def __init__(self, name: str) -> None:
        self.name = name
        self._state = State.NEW
        Service.created += 1

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r}, {self.state.value})"

    @property
    def state(self) -> State:
        return self._state

    @state.setter
    def state(self, new: State) -> None:
        self.log(f"{self._state.value} -> {new.value}")
        self._state = new

    def log(self, text: str) -> None:
        print(f"{self.name:>8} | {text}")

    async def run(self) -> None:
        """The life of a service; subclasses fill in `work`."""
        self.state = State.RUNNING
        try:
            await self.work()
        except asyncio.CancelledError:
            self.state = State.STOPPED
            raise
        except Exception as error:
            self.log(f"{type(error).__name__}: {error}")
            self.state = State.FAILED
        else:
            self.state = State.STOPPED

    @abstractmethod
    async def work(self) -> None: ...


class Restartable:
    """Mixin: count failures, and allow a few of them."""

    max_restarts = 1
    restarts = 0

    def may_restart(self) -> bool:
        self.restarts += 1
        return self.restarts <= self.max_restarts


class Clock(Service):
    """Ticks for ever and tells its listeners."""

    def __init__(self, name: str, interval: float) -> None:
        super().__init__(name)
        self.interval = interval
        self.ticks = 0
        self.changed = asyncio.Condition()

    async def work(self) -> None:
        while True:
            await asyncio.sleep(self.interval)
            async with self.changed:
                self.ticks += 1
                self.changed.notify_all()

    async def wait_until(self, ticks: int) -> None:
        async with self.changed:
            await self.changed.wait_for(lambda: self.ticks >= ticks)


class Counter(Restartable, Service):
    """Counts on each tick of a clock, and may be made to stumble."""

    def __init__(self, name: str, clock: Clock, goal: int, *bad: int) -> None:
        super().__init__(name)
        self.clock, self.goal, self.bad = clock, goal, bad
        self.count = 0

    async def work(self) -> None:
        while self.count < self.goal:
            await self.clock.wait_until(self.clock.ticks + 1)
            self.count += 1
            if self.count in self.bad:
                raise RuntimeError(f"stumbled at {self.count}")
            self.log(f"count {self.count} of {self.goal}")


class Supervisor:
    """Runs services until all but the first, the clock, have finished."""

    def __init__(self, clock: Clock, *services: Service) -> None:
        self.services = (clock, *services)

    async def _watch(self, service: Service) -> None:
        await service.run()
        while service.state is State.FAILED:
            if not (isinstance(service, Restartable) and service.may_restart()):
                break
            service.log("restarting")
            await service.run()

    async def run(self) -> dict[str, str]:
        watchers = [asyncio.create_task(self._watch(s)) for s in self.services]
        await asyncio.wait(watchers[1:])
        for watcher in reversed(watchers):
            watcher.cancel()
        await asyncio.gather(*watchers, return_exceptions=True)
        return {service.name: service.state.name for service in self.services}


async def main() -> None:
    clock = Clock("clock", 0.01)
    steady = Counter("steady", clock, 3)
    clumsy = Counter("clumsy", clock, 4, 2)
    broken = Counter("broken", clock, 9, 1, 2)
    supervisor = Supervisor(clock, steady, clumsy, broken)
    print(await supervisor.run())
    print(supervisor.services, clock.ticks)
    print("restarts:", {s.name: s.restarts for s in (steady, clumsy, broken)})
    try:
        Service("abstract")
    except TypeError as error:
        print(error, f"({Service.created} created)")


if __name__ == "__main__":
    asyncio.run(main())

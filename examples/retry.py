"""Retry with exponential backoff, as a decorator.

The random jitter comes from a seeded generator, so the delays are the same in
each run; they are made a thousand times shorter before anybody sleeps.
"""

import asyncio
import functools
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")
Call = Callable[..., Awaitable[T]]


class TemporaryError(Exception):
    """Worth another try."""


class PermanentError(Exception):
    """Trying again would not help."""


class GaveUp(Exception):
    """All attempts failed; the last failure is the cause."""

    def __init__(self, name: str, attempts: int) -> None:
        super().__init__(f"{name} failed {attempts} times")
        self.attempts = attempts


def backoff(base: float, factor: float, cap: float, rng: random.Random):
    """Yield ever longer delays in seconds, each with up to 10 % jitter."""
    delay = base
    while True:
        yield delay + rng.uniform(0, delay / 10)
        delay = min(cap, delay * factor)


def retry(
    attempts: int = 4,
    *,
    on: tuple[type[Exception], ...] = (TemporaryError,),
    base: float = 1.0,
    factor: float = 2.0,
    cap: float = 5.0,
    seed: int = 7,
) -> Callable[[Call], Call]:
    """Call the decorated coroutine function again when it raises one of `on`."""

    def decorate(function: Call) -> Call:
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            delays = backoff(base, factor, cap, random.Random(seed))
            for attempt in range(1, attempts + 1):
                try:
                    return await function(*args, **kwargs)
                except on as error:
                    print(f"  attempt {attempt}: {type(error).__name__}: {error}")
                    if attempt == attempts:
                        raise GaveUp(function.__name__, attempts) from error
                    delay = next(delays)
                    print(f"  waiting {delay:.3f} s")
                    await asyncio.sleep(delay / 1000)

        return wrapper

    return decorate


class FlakyServer:
    """Fails a given number of times before each answer."""

    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.calls = 0

    @retry(attempts=4)
    async def greet(self, name: str, *, polite: bool = False) -> str:
        """Return a greeting, sooner or later."""
        self.calls += 1
        await asyncio.sleep(0)
        if self.calls <= self.failures:
            raise TemporaryError(f"server busy ({self.calls})")
        if not name:
            raise PermanentError("nobody to greet")
        return f"Good day, {name}." if polite else f"Hi {name}!"


@retry(3, on=(ZeroDivisionError, KeyError), base=0.5, cap=0.75, seed=1)
async def lookup(table: dict[str, int], key: str) -> float:
    return 100 / table[key]


async def report(title: str, call: Awaitable[object]) -> None:
    print(title)
    try:
        print("  ->", await call)
    except GaveUp as error:
        print(f"  gave up: {error}, because of {error.__cause__!r}")
    except PermanentError as error:
        print(f"  not retried: {error}")


async def main() -> None:
    await report("works at once", FlakyServer(0).greet("Ada"))
    await report("works later", FlakyServer(3).greet("Grace", polite=True))
    await report("never works", FlakyServer(9).greet("Linus"))
    await report("permanent", FlakyServer(1).greet(""))
    await report("division", lookup({"zero": 0}, "zero"))
    await report("missing key", lookup({"four": 4}, "five"))
    await report("found", lookup({"four": 4}, "four"))
    print(lookup.__name__, "/", FlakyServer.greet.__doc__)


if __name__ == "__main__":
    asyncio.run(main())

"""A pipeline of async generators, each stage feeding the next.

Readings of a weather station come in as text; they are parsed, cleaned,
smoothed and grouped on the way to the printer, one reading at a time.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import NamedTuple

RAW = """\
# station 7, morning
07:00 3.5
07:10 3.9
07:20 broken
07:30 4.6

07:40 99.9
07:50 5.4
08:00 6.1
08:10 6.0
08:20 7.3
"""


class Reading(NamedTuple):
    """A temperature at a time of day, in minutes after midnight."""

    minute: int
    celsius: float

    @property
    def clock(self) -> str:
        hours, minutes = divmod(self.minute, 60)
        return f"{hours:02d}:{minutes:02d}"


async def lines(text: str) -> AsyncIterator[str]:
    """The source: one line after the other, as if from a slow wire."""
    try:
        for line in text.splitlines():
            await asyncio.sleep(0.001)
            yield line
    finally:
        print("source closed")


async def parsed(source: AsyncIterator[str]) -> AsyncIterator[Reading]:
    """Turn lines into readings and complain about those that are none."""
    number = 0
    async for line in source:
        number += 1
        if not line or line.startswith("#"):
            continue
        clock, _, value = line.partition(" ")
        hours, minutes = (int(part) for part in clock.split(":"))
        try:
            yield Reading(hours * 60 + minutes, float(value))
        except ValueError as error:
            print(f"line {number}: {error}")


async def plausible(
    source: AsyncIterator[Reading], low: float = -40.0, high: float = 50.0
) -> AsyncIterator[Reading]:
    """Drop readings that no weather could have caused."""
    async for reading in source:
        if low <= reading.celsius <= high:
            yield reading
        else:
            print(f"{reading.clock}: {reading.celsius} is not plausible")


async def smoothed(source: AsyncIterator[Reading], size: int) -> AsyncIterator[Reading]:
    """A moving average over the last `size` readings."""
    window: list[float] = []
    async for minute, celsius in source:
        window.append(celsius)
        if len(window) > size:
            window.pop(0)
        yield Reading(minute, sum(window) / len(window))


async def batched(
    source: AsyncIterator[Reading], size: int
) -> AsyncIterator[list[Reading]]:
    """Collect readings into lists of `size`; the last may be shorter."""
    batch: list[Reading] = []
    async for reading in source:
        batch.append(reading)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


async def main() -> None:
    readings = plausible(parsed(lines(RAW)))
    async for batch in batched(smoothed(readings, 3), 2):
        row = [f"{reading.clock} {reading.celsius:5.2f}" for reading in batch]
        print(" | ".join(row))

    # The same stages again, this time as an async comprehension.
    warm = [r.clock async for r in plausible(parsed(lines(RAW))) if r.celsius > 5]
    print("warm from", warm[0], "to", warm[-1], f"({len(warm)} readings)")

    # Leaving early closes the generator, and its `finally` runs.
    source = lines(RAW)
    async for line in source:
        print("first line:", line)
        break
    await source.aclose()
    print("end")


if __name__ == "__main__":
    asyncio.run(main())

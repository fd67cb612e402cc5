"""What `gather` does with errors: a nightly check of sensors, some of them sick."""

import asyncio
import math


class SensorError(Exception):
    """A sensor that answers nonsense, or not at all."""

    def __init__(self, sensor: str, problem: str, code: int = 1) -> None:
        super().__init__(sensor, problem, code)
        self.sensor = sensor
        self.problem = problem
        self.code = code

    def __str__(self) -> str:
        return f"[{self.code}] {self.sensor}: {self.problem}"


def parse(sensor: str, text: str) -> float:
    """Turn an answer into a number, and any failure into a SensorError."""
    try:
        value = float(text)
    except ValueError as error:
        raise SensorError(sensor, f"unreadable answer {text!r}", 2) from error
    if math.isnan(value):
        raise SensorError(sensor, "no value", 3)
    return value


async def read(sensor: str, delay: float, text: str) -> float:
    await asyncio.sleep(delay)
    value = parse(sensor, text)
    print(f"  {sensor} answered {value:g}")
    return value


SENSORS = [
    ("door", 0.17, "1"),
    ("attic", 0.02, "21.5"),
    ("cellar", 0.09, "wet"),
    ("garden", 0.25, "nan"),
]


async def all_or_nothing() -> None:
    """The first error comes out at once, while the others go on."""
    print("all or nothing:")
    tasks = [asyncio.create_task(read(*sensor)) for sensor in SENSORS]
    try:
        values = await asyncio.gather(*tasks)
        print("  values", values)
    except SensorError as error:
        print(f"  stopped by {error}")
        print(f"  which was caused by {error.__cause__!r}")
    print("  still running:", sum(not task.done() for task in tasks))
    await asyncio.wait(tasks)
    print("  later:", [task.exception() is None for task in tasks])


async def take_what_comes() -> None:
    """With return_exceptions, errors are results like all others."""
    print("take what comes:")
    results = await asyncio.gather(
        *(read(*sensor) for sensor in SENSORS), return_exceptions=True
    )
    good: list[float] = []
    for (sensor, _, _), result in zip(SENSORS, results, strict=True):
        if isinstance(result, SensorError):
            print(f"  {sensor}: {result.problem} (code {result.code})")
        elif isinstance(result, BaseException):
            raise result
        else:
            good.append(result)
    print(f"  mean of {len(good)} is {sum(good) / len(good)}")


async def cancelled_child() -> None:
    """A child that is cancelled counts as one that failed."""
    print("cancelled child:")
    children = [asyncio.create_task(read(f"s{n}", n, "0")) for n in (0, 60)]
    asyncio.get_running_loop().call_later(0.01, children[1].cancel, "unplugged")
    first, second = await asyncio.gather(*children, return_exceptions=True)
    print(f"  {first!r} and {second!r}")


async def cancelled_outside() -> None:
    """Cancelling the gather cancels all of its children."""
    print("cancelled outside:")

    async def forever(name: str) -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            print(f"  {name} cleans up")

    both = asyncio.gather(forever("left"), forever("right"), return_exceptions=True)
    await asyncio.sleep(0)
    both.cancel()
    try:
        await both
    except asyncio.CancelledError:
        print("  cancelled")


async def main() -> None:
    print("nothing:", await asyncio.gather())
    await all_or_nothing()
    await take_what_comes()
    await cancelled_child()
    await cancelled_outside()


if __name__ == "__main__":
    asyncio.run(main())

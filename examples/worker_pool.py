"""A pool of workers: many downloads, but only three at the same time.

The "network" is a table of made-up pages, so the output never changes.
"""

import asyncio
from dataclasses import dataclass, field

PAGES: dict[str, tuple[float, int]] = {
    # address: (seconds until it arrives, size in bytes)
    "/index": (0.08, 1200),
    "/about": (0.22, 800),
    "/news": (0.38, 5400),
    "/contact": (0.20, 300),
    "/shop": (0.40, 9100),
    "/shop/cart": (0.26, 2048),
    "/login": (0.09, 650),
}
LIMIT = 3


@dataclass
class Gauge:
    """Counts how many downloads run, and how many ran at most."""

    now: int = 0
    peak: int = 0
    history: list[int] = field(default_factory=list)

    def __enter__(self) -> "Gauge":
        self.now += 1
        self.peak = max(self.peak, self.now)
        self.history.append(self.now)
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.now -= 1
        self.history.append(self.now)


async def fetch(address: str) -> int:
    """Pretend to load a page and return its size."""
    try:
        delay, size = PAGES[address]
    except KeyError:
        raise LookupError(f"no such page: {address}") from None
    await asyncio.sleep(delay)
    return size


async def worker(
    address: str, limit: asyncio.Semaphore, gauge: Gauge, sizes: dict[str, int]
) -> bool:
    """Fetch one page as soon as the semaphore lets us; tell if it worked."""
    async with limit:
        with gauge:
            print(f"start  {address}")
            try:
                sizes[address] = await fetch(address)
            except LookupError as error:
                print(f"failed {address}: {error}")
                return False
            print(f"done   {address}: {sizes[address]} bytes")
            return True


async def main() -> None:
    limit = asyncio.Semaphore(LIMIT)
    gauge = Gauge()
    sizes: dict[str, int] = {}

    wanted = [*PAGES, "/missing"]
    outcomes = await asyncio.gather(
        *(worker(address, limit, gauge, sizes) for address in wanted)
    )

    print()
    print(f"{sum(outcomes)} of {len(outcomes)} pages, at most {gauge.peak} at a time")
    print("running:", " ".join(str(n) for n in gauge.history))
    width = max(len(address) for address in sizes)
    for address, size in sorted(sizes.items(), key=lambda item: -item[1]):
        bar = "#" * (size // 500)
        print(f"{address:<{width}} {size:>6,} {bar}")
    print(f"{'total':<{width}} {sum(sizes.values()):>6,}")


if __name__ == "__main__":
    asyncio.run(main())

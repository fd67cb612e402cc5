"""A traffic crossing driven by events and conditions."""

import asyncio


class Crossing:
    def __init__(self):
        self.green = {"north": asyncio.Event(), "east": asyncio.Event()}
        self.passed = []

    async def lights(self, rounds):
        for _ in range(rounds):
            for direction, event in self.green.items():
                event.set()
                print("green", direction)
                for _ in range(3):
                    await asyncio.sleep(0)
                event.clear()

    async def car(self, number, direction):
        await self.green[direction].wait()
        self.passed.append((number, direction))


async def main():
    crossing = Crossing()
    cars = [asyncio.create_task(crossing.car(i, d)) for i, d in enumerate(["east", "north", "north", "east"])]
    await crossing.lights(2)
    await asyncio.gather(*cars)
    print(crossing.passed)


asyncio.run(main())

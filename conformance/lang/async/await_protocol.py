"""Objects with __await__."""

import asyncio


class Delayed:
    def __init__(self, value, turns):
        self.value, self.turns = value, turns

    def __await__(self):
        for _ in range(self.turns):
            yield from asyncio.sleep(0).__await__()
        return self.value


class Immediate:
    def __await__(self):
        return iter(())


class Wrapper:
    def __init__(self, coroutine):
        self.coroutine = coroutine

    def __await__(self):
        print("wrapped")
        return self.coroutine.__await__()


async def work():
    return "work done"


async def main():
    print(await Delayed("a", 0), await Delayed("b", 3), await Immediate())
    print(await Wrapper(work()))
    print(await asyncio.gather(Delayed(1, 2), Delayed(2, 1)))
    print(await asyncio.wait_for(Delayed("w", 1), 1))


asyncio.run(main())

"""async for, async with: protocols, else, break, errors."""

import asyncio


class Ticker:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        self.i = 0
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        await asyncio.sleep(0)
        return self.i


class Resource:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    async def __aenter__(self):
        await asyncio.sleep(0)
        print("enter", self.name)
        return self

    async def __aexit__(self, kind, error, tb):
        await asyncio.sleep(0)
        print("exit", self.name, kind.__name__ if kind else None)
        return self.swallow


async def main():
    async for x in Ticker(3):
        if x == 2:
            continue
        print("x", x)
    else:
        print("else")
    async for x in Ticker(3):
        break
    else:
        print("never")
    print([x async for x in Ticker(4) if x % 2], {x async for x in Ticker(2)} == {1, 2})
    async with Resource("a") as a, Resource("b", swallow=True) as b:
        print(a.name, b.name)
        raise ValueError("swallowed")
    try:
        async with Resource("c"):
            raise KeyError("passes")
    except KeyError as error:
        print("caught", error)
    for bad in (1, 2):
        try:
            if bad == 1:
                async for _ in [1]:
                    pass
            else:
                async with Ticker(1):
                    pass
        except TypeError as error:
            print(error)
    it = aiter(Ticker(1))
    print(await anext(it), await anext(it, "default"))


asyncio.run(main())

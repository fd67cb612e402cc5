"""Async methods: inheritance, super, class and static, properties that return coroutines."""

import asyncio


class Base:
    instances = 0

    @classmethod
    async def create(cls, *args):
        self = cls(*args)
        await self.setup()
        Base.instances += 1
        return self

    async def setup(self):
        await asyncio.sleep(0)
        self.ready = True

    async def run(self):
        return f"{type(self).__name__} runs"

    @staticmethod
    async def helper(x):
        return x + 1

    @property
    async def lazy(self):
        return "lazy value"


class Child(Base):
    def __init__(self, name):
        self.name = name

    async def setup(self):
        await super().setup()
        self.extra = await self.helper(41)

    async def run(self):
        base = await super().run()
        return f"{base} as {self.name}"

    async def __call__(self, times):
        return [await self.run() for _ in range(times)]


async def main():
    c = await Child.create("kid")
    print(c.ready, c.extra, await c.run(), await c.lazy, Base.instances)
    print(await c(2), await asyncio.gather(c.run(), Base().run()))
    bound = c.run
    print(await bound(), await Base.run(c), await Child.helper(1))


asyncio.run(main())

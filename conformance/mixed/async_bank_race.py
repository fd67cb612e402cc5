"""A race condition, and the lock that removes it."""

import asyncio


class Account:
    def __init__(self, balance):
        self.balance = balance
        self.lock = asyncio.Lock()

    async def unsafe(self, amount):
        current = self.balance
        await asyncio.sleep(0)
        self.balance = current + amount

    async def safe(self, amount):
        async with self.lock:
            await self.unsafe(amount)


async def main():
    for method in ("unsafe", "safe"):
        account = Account(100)
        await asyncio.gather(*(getattr(account, method)(10) for _ in range(10)))
        print(method, account.balance)


asyncio.run(main())

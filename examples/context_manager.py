"""Async context managers: transactions over a small bank in memory.

A class with `__aenter__` and `__aexit__` makes a transaction, a generator
makes a connection, and an `AsyncExitStack` holds as many of them as needed.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from types import TracebackType


class InsufficientFunds(Exception):
    """An account would fall below zero."""


class Bank:
    """Accounts by name, guarded by one lock."""

    def __init__(self, accounts: dict[str, int]) -> None:
        self.accounts = accounts
        self.lock = asyncio.Lock()
        self.commits = 0

    def show(self) -> str:
        return ", ".join(f"{name}={cents}" for name, cents in self.accounts.items())


class Transaction:
    """All changes happen, or none of them."""

    def __init__(self, bank: Bank, title: str) -> None:
        self.bank = bank
        self.title = title
        self._changes: dict[str, int] = {}

    async def __aenter__(self) -> "Transaction":
        await self.bank.lock.acquire()
        print(f"begin {self.title}")
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        try:
            if kind is None:
                await asyncio.sleep(0.001)
                self.bank.accounts.update(self._changes)
                self.bank.commits += 1
                print(f"commit {self.title}: {self.bank.show()}")
            else:
                print(f"rollback {self.title}: {kind.__name__}: {error}")
        finally:
            self.bank.lock.release()
        # Running out of money is an everyday event, not an error of the program.
        return kind is not None and issubclass(kind, InsufficientFunds)

    def balance(self, name: str) -> int:
        return self._changes.get(name, self.bank.accounts[name])

    async def move(self, source: str, target: str, cents: int) -> None:
        await asyncio.sleep(0.001)
        left = self.balance(source) - cents
        if left < 0:
            raise InsufficientFunds(f"{source} lacks {-left}")
        self._changes[source] = left
        self._changes[target] = self.balance(target) + cents


@asynccontextmanager
async def connection(name: str, log: list[str]) -> AsyncIterator[str]:
    """A connection that is logged, and closed even after an error."""
    log.append(f"open {name}")
    await asyncio.sleep(0)
    try:
        yield name.upper()
    except ValueError as error:
        log.append(f"{name} saw {error}")
        raise
    finally:
        await asyncio.sleep(0)
        log.append(f"close {name}")


async def pay(bank: Bank, source: str, target: str, cents: int) -> None:
    async with Transaction(bank, f"{source}->{target}") as transaction:
        await transaction.move(source, target, cents)


async def main() -> None:
    bank = Bank({"ann": 100, "bob": 50, "cat": 0})
    await asyncio.gather(
        pay(bank, "ann", "bob", 70),
        pay(bank, "ann", "cat", 70),
        pay(bank, "bob", "cat", 120),
    )

    try:
        async with Transaction(bank, "typo") as transaction:
            await transaction.move("ann", "bob", 10)
            await transaction.move("ann", "nobody", 10)
    except KeyError as error:
        print("no account", error)
    print(f"{bank.commits} commits, locked {bank.lock.locked()}, {bank.show()}")

    log: list[str] = []
    with suppress(ValueError):
        async with AsyncExitStack() as stack:
            names = [
                await stack.enter_async_context(connection(name, log))
                for name in ("db", "cache", "mail")
            ]
            stack.callback(log.append, "callback")
            print("connected:", *names)
            raise ValueError("oops")
    print("\n".join(log))


if __name__ == "__main__":
    asyncio.run(main())

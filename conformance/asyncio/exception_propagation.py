"""Exceptions through awaits, tasks, finally and context managers."""

import asyncio


class Resource:
    async def __aenter__(self):
        print("acquire")
        return self

    async def __aexit__(self, kind, error, tb):
        print("release", kind.__name__ if kind else None)


async def deep(n):
    if n == 0:
        raise ValueError("deep down")
    try:
        await deep(n - 1)
    finally:
        print("unwinding", n)


async def main():
    try:
        await deep(2)
    except ValueError as error:
        print(error)
    try:
        async with Resource():
            await asyncio.create_task(deep(1))
    except ValueError as error:
        print("through task", error)
    try:
        try:
            await deep(0)
        except ValueError as error:
            raise RuntimeError("wrapped") from error
    except RuntimeError as error:
        print(error, "<-", error.__cause__)

    async def fallback():
        for attempt in range(3):
            try:
                if attempt < 2:
                    await deep(0)
                return f"attempt {attempt}"
            except ValueError:
                await asyncio.sleep(0)

    print(await fallback())

    async def in_else():
        try:
            await asyncio.sleep(0)
        except ValueError:
            return "except"
        else:
            return await asyncio.sleep(0, "else")
        finally:
            await asyncio.sleep(0)
            print("finally")

    print(await in_else())


asyncio.run(main())

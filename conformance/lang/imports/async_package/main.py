"""An asyncio program in several files."""

import asyncio

from service import Service, errors
from service.clients import FakeClient


async def main() -> None:
    service = Service(FakeClient({"a": 1, "b": 2}))
    print(await service.fetch_all(["a", "b"]))
    try:
        await service.fetch_all(["a", "missing"])
    except errors.FetchError as error:
        print(error, "|", repr(error.__cause__))


if __name__ == "__main__":
    asyncio.run(main())

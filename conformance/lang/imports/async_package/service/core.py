import asyncio

from .errors import FetchError


class Service:
    def __init__(self, client):
        self.client = client

    async def fetch(self, key):
        try:
            return await self.client.get(key)
        except KeyError as error:
            raise FetchError(f"no {key}") from error

    async def fetch_all(self, keys):
        return await asyncio.gather(*(self.fetch(key) for key in keys))

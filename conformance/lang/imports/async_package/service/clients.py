import asyncio


class FakeClient:
    def __init__(self, data):
        self.data = data

    async def get(self, key):
        await asyncio.sleep(0)
        return self.data[key]

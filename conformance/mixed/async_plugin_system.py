"""Sync and async handlers side by side."""

import asyncio
import inspect


class App:
    def __init__(self):
        self.routes = {}
        self.middleware = []

    def route(self, path):
        def add(handler):
            self.routes[path] = handler
            return handler
        return add

    def use(self, middleware):
        self.middleware.append(middleware)
        return middleware

    async def handle(self, path, **params):
        handler = self.routes.get(path)

        async def call(request):
            if handler is None:
                return 404, "not found"
            result = handler(**request["params"])
            if inspect.isawaitable(result):
                result = await result
            return 200, result

        chain = call
        for middleware in reversed(self.middleware):
            chain = (lambda m, nxt: lambda request: m(request, nxt))(middleware, chain)
        return await chain({"path": path, "params": params})


app = App()


@app.use
async def errors(request, call_next):
    try:
        return await call_next(request)
    except Exception as error:
        return 500, f"{type(error).__name__}: {error}"


@app.use
async def log(request, call_next):
    status, body = await call_next(request)
    print("log", request["path"], status)
    return status, body


@app.route("/sync")
def sync_handler(name="you"):
    return f"hi {name}"


@app.route("/async")
async def async_handler(n):
    await asyncio.sleep(0)
    return [i * i for i in range(n)]


async def main():
    for path, params in (("/sync", {}), ("/sync", {"name": "Ann"}), ("/async", {"n": 4}), ("/async", {"n": "x"}), ("/none", {}), ("/sync", {"zzz": 1})):
        print(path, await app.handle(path, **params))


asyncio.run(main())

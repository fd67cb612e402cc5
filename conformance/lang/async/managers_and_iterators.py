import asyncio
from contextlib import asynccontextmanager, AsyncExitStack, aclosing, suppress


class Counter:
    def __init__(self, n):
        self.n = n
        self.i = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.i >= self.n:
            raise StopAsyncIteration
        self.i += 1
        await asyncio.sleep(0)
        return self.i


class Connection:
    def __init__(self, name):
        self.name = name

    async def __aenter__(self):
        print("open", self.name)
        return self

    async def __aexit__(self, et, ev, tb):
        print("close", self.name, et.__name__ if et else None)
        return et is KeyError


@asynccontextmanager
async def timer(label):
    print("start", label)
    try:
        yield label.upper()
    except ZeroDivisionError as e:
        print("swallowed", e)
    finally:
        print("stop", label)


class Wrapper:
    def __init__(self, v):
        self.v = v

    def __await__(self):
        yield from asyncio.sleep(0.001).__await__()
        return self.v


async def gen():
    try:
        yield 1
        yield 2
    finally:
        print("gen finalised")


async def main():
    async for x in Counter(3):
        print(x)
    else:
        print("else branch")
    async with Connection("a") as a, Connection("b") as b:
        print(a.name, b.name)
    async with Connection("c"):
        raise KeyError("suppressed")
    async with timer("t") as label:
        print(label)
        1 / 0
    async with AsyncExitStack() as stack:
        conns = [await stack.enter_async_context(Connection(str(i))) for i in range(3)]
        stack.callback(print, "sync callback")
        async def acb(x): print("async callback", x)
        stack.push_async_callback(acb, 5)
        print(len(conns))
    async with aclosing(gen()) as g:
        async for v in g:
            print(v)
            break
    print(await Wrapper("wrapped"))
    print(await asyncio.gather(Wrapper(1), Wrapper(2)))
    with suppress(asyncio.TimeoutError):
        await asyncio.wait_for(asyncio.sleep(1), 0.01)
    print("suppressed")

    @timer("decorated")
    async def work():
        print("working")
    await work()

asyncio.run(main())

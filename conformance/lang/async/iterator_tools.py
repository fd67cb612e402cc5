import asyncio
import itertools
from contextlib import aclosing


async def acount(start=0, step=1, delay=0):
    for i in itertools.count(start, step):
        yield i
        await asyncio.sleep(delay)


async def atake(n, it):
    if n <= 0:
        return
    async for x in it:
        yield x
        n -= 1
        if n == 0:
            return


async def azip(*its):
    iters = [aiter(i) for i in its]
    while True:
        try:
            values = await asyncio.gather(*(anext(i) for i in iters))
        except StopAsyncIteration:
            return
        yield tuple(values)


async def aenumerate(it, start=0):
    i = start
    async for x in it:
        yield i, x
        i += 1


async def achain(*its):
    for it in its:
        async for x in it:
            yield x


async def to_async(it):
    for x in it:
        yield x


async def alist(it):
    return [x async for x in it]


async def areduce(fn, it, initial):
    acc = initial
    async for x in it:
        acc = fn(acc, x)
    return acc


class ARange:
    def __init__(self, *args):
        self.r = range(*args)

    def __aiter__(self):
        self.it = iter(self.r)
        return self

    async def __anext__(self):
        try:
            return next(self.it)
        except StopIteration:
            raise StopAsyncIteration from None


async def interleave(a, b):
    async for x in a:
        yield x
        try:
            yield await b.__anext__()
        except StopAsyncIteration:
            pass


async def main():
    print(await alist(atake(4, acount(10, 5))))
    print(await alist(azip(ARange(3), to_async("abcd"))))
    print(await alist(aenumerate(to_async("xy"), 1)))
    print(await alist(achain(ARange(2), to_async([None]), ARange(5, 7))))
    print(await areduce(lambda a, b: a * b, ARange(1, 6), 1))
    print(await alist(interleave(ARange(3), to_async("ab"))))
    print({k: v async for k, v in azip(to_async("ab"), ARange(9))})
    print([x async for x in ARange(10) if x % 3 == 0 if x])
    print([[y async for y in ARange(x)] async for x in ARange(3)])
    print(sum([x async for x in ARange(5)]), max([x async for x in ARange(5)]))
    async with aclosing(acount()) as c:
        async for x in c:
            if x > 2:
                print("stop at", x)
                break
    gen = (x * x async for x in ARange(4))
    print(await anext(gen), [x async for x in gen], await anext(gen, "end"))
    it = ARange(2).__aiter__()
    print(await it.__anext__(), await it.__anext__())
    try:
        await it.__anext__()
    except StopAsyncIteration:
        print("exhausted")
    try:
        async for x in [1, 2]:
            pass
    except TypeError as e:
        print(e)
    try:
        for x in ARange(2):
            pass
    except TypeError as e:
        print(e)
    any_big = any([x > 3 async for x in ARange(5)])
    print(any_big)
    async for i in ARange(3):
        if i == 5:
            break
    else:
        print("no break")

asyncio.run(main())

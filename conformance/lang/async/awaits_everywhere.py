import asyncio


async def main():
    fns = []
    for i in range(3):
        async def f(x=i):
            await asyncio.sleep(0)
            return x, i
        fns.append(f)
    print(await asyncio.gather(*(f() for f in fns)))
    tasks = []
    for name in ("a", "b"):
        async def job():
            return name
        tasks.append(asyncio.create_task(job()))
    print(await asyncio.gather(*tasks))

    def make_counter():
        n = 0

        async def inc(by=1):
            nonlocal n
            await asyncio.sleep(0)
            n += by
            return n
        def get(): return n
        return inc, get
    inc, get = make_counter()
    await asyncio.gather(inc(), inc(5), inc())
    print(get())
    matrix = [[await asyncio.sleep(0, r * c) for c in range(3)] for r in range(3)]
    print(matrix)
    d = {k: await asyncio.sleep(0, v) for k, v in zip("ab", (1, 2))}
    print(d)
    print([x for x in range(3) if await asyncio.sleep(0, x % 2)])
    total = 0
    async def add(n):
        nonlocal total
        total += n
    await asyncio.gather(*[add(n) for n in range(5)])
    print(total)
    print((lambda: total * 2)())
    async def fact(n):
        return 1 if n < 2 else n * await fact(n - 1)
    print(await fact(20), await fact(25))
    async def even(n):
        return True if n == 0 else await odd(n - 1)
    async def odd(n):
        return False if n == 0 else await even(n - 1)
    print(await even(10), await odd(7))
    x = await (asyncio.sleep(0, "cond") if total else asyncio.sleep(0, "no"))
    print(x)
    a, (b, *c) = await asyncio.sleep(0, (1, (2, 3, 4)))
    print(a, b, c)
    if (v := await asyncio.sleep(0, 5)) > 3:
        print("v", v)
    print(f"{await asyncio.sleep(0, 3.14159):.2f} {await asyncio.sleep(0, 'x')!r:>5}")
    assert await asyncio.sleep(0, True)
    items = [3, 1, 2]
    items.sort(key=lambda i: -i)
    print(items, sum([await asyncio.sleep(0, i) for i in items]))
    while await asyncio.sleep(0, items):
        print(items.pop(), end=" ")
    print()
    print(await asyncio.sleep(0, 1) + await asyncio.sleep(0, 2) * await asyncio.sleep(0, 3))
    print(not await asyncio.sleep(0, False), -await asyncio.sleep(0, 4))
    async def kw(*args, sep=",", **rest):
        return sep.join(map(str, args)) + str(rest)
    print(await kw(1, 2, sep="-", z=1), await kw(*[1, 2], **{"sep": "+"}))

asyncio.run(main())

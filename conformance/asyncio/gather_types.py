"""gather of coroutines with results of several types, unpacked and not."""

import asyncio

async def name() -> str:
    await asyncio.sleep(0.01)
    return "ada"

async def age() -> int:
    await asyncio.sleep(0.005)
    return 36

async def main() -> None:
    n, a = await asyncio.gather(name(), age())
    print(n.upper(), a + 1)
    x, y = await asyncio.gather(age(), age())
    print(x + y)
    r = await asyncio.gather(name(), age())
    print(r)
    t1 = asyncio.create_task(name())
    t2 = asyncio.create_task(age())
    p, q = await asyncio.gather(t1, t2)
    print(p, q)

asyncio.run(main())

async def fail(x: int) -> list[int]:
    await asyncio.sleep(0)
    if x:
        raise ValueError(x)
    return [x]

async def nothing() -> None:
    await asyncio.sleep(0)

async def more():
    try:
        a, b = await asyncio.gather(fail(0), fail(1))
    except ValueError as e:
        print("failed", e)
    a, b, c = await asyncio.gather(fail(0), nothing(), name())
    a.append(3)
    print(a, b, c)
    (d,) = await asyncio.gather(fail(0))
    print(d)
    t = asyncio.create_task(name())
    e, f = await asyncio.gather(t, t)
    print(e, f, e is f)
    try:
        p, q = await asyncio.gather(name(), age(), nothing())
    except ValueError as e:
        print(e)
    p, *q = await asyncio.gather(name(), age(), nothing())
    print(p, q)
    g, h = await asyncio.gather(asyncio.to_thread(len, "abc"), asyncio.sleep(0, "x"))
    print(g, h)
    res = await asyncio.gather(fail(0), name(), nothing())
    print(res[0], res)

asyncio.run(more())

import asyncio
def sync_main():
    fns = []
    for i in range(3):
        def f(x=i):
            return x, i
        fns.append(f)
    print([f() for f in fns])
    fns = []
    for name in ("a", "b"):
        fns.append(lambda: name)
    print([f() for f in fns])
    gs = []
    for k in range(2):
        def g():
            yield k
        gs.append(g())
    print([list(g) for g in gs])
    gs = [(lambda: j) for j in range(3)]
    print([f() for f in gs])
    i2 = 0
    fs = []
    while i2 < 3:
        n = i2 * 10
        def h(): return n
        fs.append(h)
        i2 += 1
    print([h() for h in fs])
async def amain():
    tasks = []
    for name in ("a", "b"):
        async def job():
            return name
        tasks.append(job())
    print([await t for t in tasks])
    tasks = []
    for name2 in ("a", "b"):
        async def job2():
            return name2
        tasks.append(asyncio.create_task(job2()))
    print([await t for t in tasks])
    ts = []
    for q in range(3):
        loop_v = q * 2
        async def job3(z):
            await asyncio.sleep(0)
            return z, loop_v
        ts.append(asyncio.create_task(job3(q)))
    print([await t for t in ts])
sync_main()
asyncio.run(amain())

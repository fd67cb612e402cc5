import asyncio


async def feed(reader, chunks, delay=0):
    for c in chunks:
        await asyncio.sleep(delay)
        reader.feed_data(c)
    reader.feed_eof()


async def main():
    r = asyncio.StreamReader()
    print(repr(r))
    t = asyncio.create_task(feed(r, [b"hello ", b"world\nsecond", b" line\nrest"]))
    print(await r.readline())
    print(await r.readline())
    print(await r.readline(), r.at_eof())
    print(await r.readline(), await r.read())
    r = asyncio.StreamReader()
    r.feed_data(b"abcdef")
    print(await r.read(2), await r.readexactly(3), repr(r))
    r.feed_eof()
    try:
        await r.readexactly(5)
    except asyncio.IncompleteReadError as e:
        print(e, e.partial, e.expected, isinstance(e, EOFError))
    r = asyncio.StreamReader()
    r.feed_data(b"a|b;c|")
    print(await r.readuntil(b"|"), await r.readuntil((b"|", b";")), await r.readuntil(separator=b"|"))
    r.feed_data(b"xyz")
    r.feed_eof()
    try:
        await r.readuntil()
    except asyncio.IncompleteReadError as e:
        print(e, e.partial, e.expected)
    r = asyncio.StreamReader(limit=4)
    r.feed_data(b"123456789\nok\n")
    try:
        await r.readuntil(b"\n")
    except asyncio.LimitOverrunError as e:
        print(e, e.consumed)
    try:
        await r.readline()
    except ValueError as e:
        print("ValueError", e)
    print(await r.readline(), repr(r))
    r = asyncio.StreamReader(limit=3)
    r.feed_data(b"0123456789")
    try:
        await r.readuntil(b"\n")
    except asyncio.LimitOverrunError as e:
        print(e, e.consumed)
    r = asyncio.StreamReader()
    for bad in (b"", ()):
        try:
            await r.readuntil(bad)
        except ValueError as e:
            print(e)
    try:
        await r.readexactly(-1)
    except ValueError as e:
        print(e)
    try:
        asyncio.StreamReader(limit=0)
    except ValueError as e:
        print(e)
    r = asyncio.StreamReader()
    r.set_exception(OSError("broken"))
    for call in (r.read, r.readline, lambda: r.readexactly(1)):
        try:
            await call()
        except OSError as e:
            print(repr(e), r.exception() is e)
    r = asyncio.StreamReader()
    t1 = asyncio.create_task(r.readline())
    await asyncio.sleep(0)
    print(repr(r)[:30])
    try:
        await r.read(1)
    except RuntimeError as e:
        print(e)
    r.feed_data(b"late\n")
    print(await t1)
    r.feed_data(b"l1\nl2\nl3")
    r.feed_eof()
    async for line in r:
        print(line)
    try:
        r.feed_data(b"x")
    except AssertionError as e:
        print(e)
    t2 = asyncio.create_task(asyncio.StreamReader().read())
    await asyncio.sleep(0)
    t2.cancel()
    print((await asyncio.gather(t2, return_exceptions=True)))
    e = asyncio.IncompleteReadError(b"ab", None)
    print(e, e.args, e.partial, e.expected)
    e = asyncio.LimitOverrunError("msg", 3)
    print(e, e.args, e.consumed)

asyncio.run(main())

import asyncio


async def echo(reader, writer):
    while data := await reader.read(100):
        writer.write(data)
        await writer.drain()
    writer.close()


async def boom(reader, writer):
    raise RuntimeError("handler failed")


async def main():
    server = await asyncio.start_server(echo, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    print(server.is_serving(), len(server.sockets), server.get_loop() is asyncio.get_running_loop())

    async def talk(n):
        r, w = await asyncio.open_connection(host, port)
        w.write(b"x" * n)
        w.write_eof()
        got = await r.read(-1)
        w.close()
        await w.wait_closed()
        return len(got)
    print(await asyncio.gather(*(talk(n) for n in (1, 1000, 300_000))))
    r, w = await asyncio.open_connection(host, port)
    print(w.get_extra_info("peername") == (host, port), w.get_extra_info("nothing", "dflt"), w.can_write_eof(), w.is_closing())
    print(w.transport.get_write_buffer_limits(), w.transport.is_reading())
    w.transport.set_write_buffer_limits(high=100)
    print(w.transport.get_write_buffer_limits())
    try:
        w.transport.set_write_buffer_limits(high=1, low=5)
    except ValueError as e:
        print(e)
    try:
        w.write("text")
    except TypeError as e:
        print(e)
    w.write(bytearray(b"ba"))
    print(await r.readexactly(2))
    w.writelines([b"a", b"b", bytearray(b"c")])
    print(await r.readexactly(3))
    w.write_eof()
    try:
        w.write(b"z")
    except RuntimeError as e:
        print(e)
    print(await r.read(), r.at_eof())
    w.close()
    print(w.is_closing())
    await w.wait_closed()
    try:
        w.write(b"q")
        await w.drain()
    except (ConnectionResetError, RuntimeError) as e:
        print(type(e).__name__, e)
    server.close()
    await server.wait_closed()
    print(server.is_serving(), server.sockets, server)
    try:
        await asyncio.open_connection(host, port)
    except ConnectionRefusedError as e:
        print(e.errno, str(e).replace(str(port), "PORT"))
    try:
        await server.serve_forever()
    except RuntimeError as e:
        print(e)
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda l, c: print("handler:", c["message"], repr(c["exception"])))
    server = await asyncio.start_server(boom, host, 0, start_serving=False)
    print(server.is_serving())
    await server.start_serving()
    async with server:
        r, w = await asyncio.open_connection(*server.sockets[0].getsockname())
        print(await r.read())
        w.close()
    srv = await asyncio.start_server(echo, host, 0)
    t = asyncio.create_task(srv.serve_forever())
    await asyncio.sleep(0.01)
    try:
        await srv.serve_forever()
    except RuntimeError as e:
        print(str(e)[-46:])
    t.cancel()
    try:
        await t
    except asyncio.CancelledError:
        print("cancelled", srv.is_serving())
    try:
        await asyncio.start_server(echo, "127.0.0.1", port0 := 0, bogus=1)
    except TypeError as e:
        print(type(e).__name__)
    s1 = await asyncio.start_server(echo, "127.0.0.1", 0)
    p = s1.sockets[0].getsockname()[1]
    try:
        await asyncio.start_server(echo, "127.0.0.1", p)
    except OSError as e:
        print(str(e).replace(str(p), "PORT"))
    s1.close()


asyncio.run(main())

import asyncio

clients: dict[str, asyncio.StreamWriter] = {}
log: list[str] = []


async def broadcast(sender: str, text: str) -> None:
    for name, w in clients.items():
        if name != sender:
            w.write(f"{sender}: {text}\n".encode())
            await w.drain()


async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    name = (await reader.readline()).decode().strip()
    clients[name] = writer
    log.append(f"{name} joined")
    writer.write(f"welcome {name}\n".encode())
    await writer.drain()
    try:
        while True:
            line = await reader.readline()
            if not line:
                break
            text = line.decode().rstrip("\n")
            if text == "/quit":
                break
            await broadcast(name, text)
    finally:
        del clients[name]
        log.append(f"{name} left")
        writer.close()
        await writer.wait_closed()


async def client(name: str, port: int, say: list[str], expect: int) -> list[str]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(name.encode() + b"\n")
    got = [(await reader.readline()).decode().strip()]
    for s in say:
        writer.write(s.encode() + b"\n")
        await writer.drain()
    for _ in range(expect):
        got.append((await reader.readline()).decode().strip())
    writer.write(b"/quit\n")
    rest = await reader.read()
    writer.close()
    await writer.wait_closed()
    return got + [repr(rest)]


async def main() -> None:
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        a = asyncio.create_task(client("ann", port, [], 2))
        await asyncio.sleep(0.02)
        b = asyncio.create_task(client("bob", port, ["hi", "there"], 0))
        print(await a)
        print(await b)
        await asyncio.sleep(0.02)
    print(log, server.is_serving(), clients)


asyncio.run(main())

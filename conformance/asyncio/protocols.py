import asyncio


class EchoServer(asyncio.Protocol):
    def __init__(self, log):
        self.log = log

    def connection_made(self, transport):
        self.log.append("server made")
        self.transport = transport

    def data_received(self, data):
        self.log.append(f"server got {data!r}")
        self.transport.write(data.upper())

    def eof_received(self):
        self.log.append("server eof")

    def connection_lost(self, exc):
        self.log.append(f"server lost {exc}")


class EchoClient(asyncio.Protocol):
    def __init__(self, message, done, log):
        self.message, self.done, self.log = message, done, log

    def connection_made(self, transport):
        transport.write(self.message.encode())
        self.transport = transport

    def data_received(self, data):
        self.log.append(f"client got {data.decode()}")
        self.transport.close()

    def connection_lost(self, exc):
        self.log.append(f"client lost {exc}")
        self.done.set_result(True)


async def main():
    loop = asyncio.get_running_loop()
    log = []
    server = await loop.create_server(lambda: EchoServer(log), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    done = loop.create_future()
    transport, proto = await loop.create_connection(lambda: EchoClient("hello", done, log), "127.0.0.1", port)
    print(type(proto).__name__, transport.is_closing(), transport.get_extra_info("peername") == ("127.0.0.1", port))
    await done
    await asyncio.sleep(0.01)
    server.close()
    await server.wait_closed()
    print(*log, sep="\n")

asyncio.run(main())

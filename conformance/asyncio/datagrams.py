"""create_datagram_endpoint: messages between sockets of this machine."""
import asyncio


class Echo(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        print("received", data, addr[0])
        self.transport.sendto(b"echo:" + data, addr)

    def connection_lost(self, exc):
        print("server closed", exc)


class Client(asyncio.DatagramProtocol):
    def __init__(self, messages, done):
        self.messages = list(messages)
        self.done = done

    def connection_made(self, transport):
        self.transport = transport
        self.send()

    def send(self):
        if self.messages:
            self.transport.sendto(self.messages.pop(0).encode())
        else:
            self.transport.close()

    def datagram_received(self, data, addr):
        print("answer", data.decode())
        self.send()

    def error_received(self, exc):
        print("error", exc)

    def connection_lost(self, exc):
        self.done.set_result(len(self.messages))


async def main():
    loop = asyncio.get_running_loop()
    server, protocol = await loop.create_datagram_endpoint(Echo, local_addr=("127.0.0.1", 0))
    address = server.get_extra_info("sockname")
    print(address[0], type(protocol).__name__, server.is_closing())
    done = loop.create_future()
    client, _ = await loop.create_datagram_endpoint(lambda: Client(["one", "two"], done), remote_addr=address)
    print(client.get_extra_info("peername") == address)
    try:
        client.sendto(b"x", ("127.0.0.1", 1))
    except ValueError as e:
        print(str(e).split(" or ")[0])
    print(await done, client.is_closing())
    server.close()
    server.close()
    await asyncio.sleep(0.01)
    print(server.is_closing())


asyncio.run(main())

import asyncio
import socket
import threading


def server_thread(sock, out):
    conn, addr = sock.accept()
    with conn:
        while True:
            data = conn.recv(1024)
            if not data:
                break
            out.append(data)
            conn.sendall(data[::-1])


def blocking():
    out = []
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        s.bind(("127.0.0.1", 0))
        s.listen()
        t = threading.Thread(target=server_thread, args=(s, out))
        t.start()
        with socket.create_connection(s.getsockname()) as c:
            c.sendall(b"hello")
            print(c.recv(100))
            c.settimeout(0.01)
            try:
                c.recv(1)
            except TimeoutError as e:
                print("timeout", e)
            except socket.timeout:
                print("never")
        t.join()
        print(out)
    a, b = socket.socketpair()
    a.setblocking(False)
    try:
        a.recv(1)
    except BlockingIOError as e:
        print(e)
    b.send(b"pair")
    print(a.recv(10), a.gettimeout(), b.gettimeout())
    b.close()
    print(a.recv(10), b.fileno())
    a.close()
    try:
        a.recv(1)
    except OSError as e:
        print(e)
    u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    u.bind(("127.0.0.1", 0))
    v = socket.socket(type=socket.SOCK_DGRAM)
    v.sendto(b"dgram", u.getsockname())
    data, addr = u.recvfrom(100)
    print(data, addr[0])
    u.close(); v.close()


async def low():
    loop = asyncio.get_running_loop()
    srv = socket.create_server(("127.0.0.1", 0))
    srv.setblocking(False)

    async def serve():
        conn, addr = await loop.sock_accept(srv)
        data = await loop.sock_recv(conn, 100)
        await loop.sock_sendall(conn, b"<" + data + b">")
        conn.close()
    t = asyncio.create_task(serve())
    c = socket.socket()
    c.setblocking(False)
    await loop.sock_connect(c, srv.getsockname())
    await loop.sock_sendall(c, b"low level")
    print(await loop.sock_recv(c, 100))
    await t
    c.close(); srv.close()
    a, b = socket.socketpair()
    got = []
    fut = loop.create_future()

    def readable():
        got.append(a.recv(10))
        if len(got) == 2:
            loop.remove_reader(a)
            fut.set_result(None)
    loop.add_reader(a, readable)
    b.send(b"one")
    await asyncio.sleep(0.01)
    b.send(b"two")
    await fut
    print(got, loop.remove_reader(a))
    loop.add_writer(b, lambda: (got.append("w"), loop.remove_writer(b)))
    await asyncio.sleep(0.01)
    print(got)
    a.close(); b.close()
    r, w = socket.socketpair()
    reader, writer = await asyncio.open_connection(sock=r)
    w.sendall(b"via sock\n")
    print(await reader.readline())
    writer.close()
    w.close()

blocking()
asyncio.run(low())

"""Sockets."""

from _socket import _lookup, _pair, gaierror, gethostbyname, gethostname, inet_aton, inet_ntoa, socket

AF_UNSPEC = 0
AF_UNIX = 1
AF_INET = 2
AF_INET6 = 10
SOCK_STREAM = 1
SOCK_DGRAM = 2
SOCK_NONBLOCK = 2048
SOCK_CLOEXEC = 524288
SOL_SOCKET = 1
SO_DEBUG = 1
SO_REUSEADDR = 2
SO_ERROR = 4
SO_BROADCAST = 6
SO_SNDBUF = 7
SO_RCVBUF = 8
SO_KEEPALIVE = 9
SO_LINGER = 13
SO_REUSEPORT = 15
IPPROTO_IP = 0
IPPROTO_TCP = 6
IPPROTO_UDP = 17
IPPROTO_IPV6 = 41
IPV6_V6ONLY = 26
TCP_NODELAY = 1
SHUT_RD = 0
SHUT_WR = 1
SHUT_RDWR = 2
SOMAXCONN = 4096
AI_PASSIVE = 1
AI_CANONNAME = 2
AI_NUMERICHOST = 4
INADDR_ANY = 0
INADDR_LOOPBACK = 0x7f000001
has_ipv6 = True

SocketType = socket
error = OSError
timeout = TimeoutError


def socketpair(family=None, type=SOCK_STREAM, proto=0):
    """Two sockets that are connected to one another."""
    return _pair(type)


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    """Resolve host and port into a list of (family, type, proto, canonname, address)."""
    if host is None:
        host = "0.0.0.0" if flags & AI_PASSIVE else "127.0.0.1"
    if isinstance(host, bytes):
        host = host.decode()
    kinds = [(SOCK_STREAM, IPPROTO_TCP), (SOCK_DGRAM, IPPROTO_UDP)]
    found = []
    for is_v6, address in _lookup(host, port):
        own = AF_INET6 if is_v6 else AF_INET
        if family not in (AF_UNSPEC, own):
            continue
        for kind, protocol in kinds:
            if type in (0, kind):
                found.append((own, kind, protocol, "", address))
    return found


def create_connection(address, timeout=None, source_address=None, *, all_errors=False):
    """Connect to an address, and return the socket."""
    host, port = address
    last = None
    for family, kind, protocol, _, found in getaddrinfo(host, port, 0, SOCK_STREAM):
        made = socket(family, kind, protocol)
        try:
            if timeout is not None:
                made.settimeout(timeout)
            if source_address:
                made.bind(source_address)
            made.connect(found)
            return made
        except OSError as error:
            last = error
            made.close()
    if last is not None:
        raise last
    raise OSError("getaddrinfo returns an empty list")


def create_server(address, *, family=AF_INET, backlog=None, reuse_port=False, dualstack_ipv6=False):
    """Bind to an address, and return the listening socket."""
    made = socket(family, SOCK_STREAM)
    try:
        made.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
        if reuse_port:
            made.setsockopt(SOL_SOCKET, SO_REUSEPORT, 1)
        made.bind(address)
        if backlog is None:
            made.listen()
        else:
            made.listen(backlog)
        return made
    except:
        made.close()
        raise


def htons(x):
    """Convert a number of 16 bits to the order of the network."""
    return ((x & 0xff) << 8) | (x >> 8)


def ntohs(x):
    """Convert a number of 16 bits from the order of the network."""
    return ((x & 0xff) << 8) | (x >> 8)


def getfqdn(name=""):
    """Return the full name of a host."""
    return name or gethostname()


_default_timeout = None


def setdefaulttimeout(value):
    """Set the timeout of new sockets."""
    global _default_timeout
    _default_timeout = value


def getdefaulttimeout():
    """Return the timeout of new sockets."""
    return _default_timeout

"""What of asyncio is classes for programs to derive from, and how other programs are run."""


class BaseProtocol:
    """What all kinds of protocols have."""

    def connection_made(self, transport):
        """There is a connection."""

    def connection_lost(self, exc):
        """The connection is no more; exc is None or why."""

    def pause_writing(self):
        """There is too much to write."""

    def resume_writing(self):
        """There is room again."""


class Protocol(BaseProtocol):
    """What is told of a stream of bytes."""

    def data_received(self, data):
        """Something has come in."""

    def eof_received(self):
        """The peer has nothing more to say; what is true keeps the connection open."""


class BufferedProtocol(BaseProtocol):
    """What is told of a stream of bytes, and says where they go."""

    def get_buffer(self, sizehint):
        """Where the next bytes go."""

    def buffer_updated(self, nbytes):
        """Something has come in."""

    def eof_received(self):
        """The peer has nothing more to say; what is true keeps the connection open."""


class DatagramProtocol(BaseProtocol):
    """What is told of messages."""

    def datagram_received(self, data, addr):
        """A message has come in."""

    def error_received(self, exc):
        """A message could not be sent or received."""


class SubprocessProtocol(BaseProtocol):
    """What is told of another process."""

    def pipe_data_received(self, fd, data):
        """Something has come out of a pipe."""

    def pipe_connection_lost(self, fd, exc):
        """A pipe is closed."""

    def process_exited(self):
        """The process has ended."""


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=65536, **kwds):
    """Run a program."""
    from asyncio import subprocess
    return await subprocess.create_subprocess_exec(program, *args, stdin=stdin, stdout=stdout, stderr=stderr, limit=limit, **kwds)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=65536, **kwds):
    """Run a command in a shell."""
    from asyncio import subprocess
    return await subprocess.create_subprocess_shell(cmd, stdin=stdin, stdout=stdout, stderr=stderr, limit=limit, **kwds)

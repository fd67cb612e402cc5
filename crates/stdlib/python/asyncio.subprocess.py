"""Other programs on the event loop."""

import os
from asyncio import gather, get_running_loop, open_connection
from subprocess import DEVNULL, PIPE, STDOUT, _kill, _start


class Process:
    """A program that runs."""

    def __init__(self, child, loop):
        self._child = child
        self._loop = loop
        self._waiters = []
        self._writers = []
        self.pid = child.pid
        self.returncode = None
        self.stdin = self.stdout = self.stderr = None

    async def _connect(self, limit):
        for number, name in ((0, "stdin"), (1, "stdout"), (2, "stderr")):
            pipe = self._child.pipe(number)
            if pipe is not None:
                reader, writer = await open_connection(sock=pipe, limit=limit)
                # The writer keeps the connection open.
                self._writers.append(writer)
                setattr(self, name, writer if number == 0 else reader)
        self._loop.add_reader(self._child, self._ended)

    def _ended(self):
        self._loop.remove_reader(self._child)
        self.returncode = self._child.poll()
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(self.returncode)

    def __repr__(self):
        return f"<Process {self.pid}>"

    async def wait(self):
        """Wait until it has ended, and return the exit code."""
        if self.returncode is not None:
            return self.returncode
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        return await waiter

    def send_signal(self, signal):
        """Send it a signal."""
        if self.returncode is not None:
            raise ProcessLookupError()
        _kill(self._child, signal)

    def terminate(self):
        """Send it SIGTERM."""
        self.send_signal(15)

    def kill(self):
        """Send it SIGKILL."""
        self.send_signal(9)

    async def _feed(self, input):
        try:
            if input is not None:
                self.stdin.write(input)
            await self.stdin.drain()
        except (BrokenPipeError, ConnectionResetError):
            pass
        self.stdin.close()

    async def _nothing(self):
        return None

    async def communicate(self, input=None):
        """Write *input*, read everything, and wait for the end: (stdout, stderr)."""
        stdin = self._feed(input) if self.stdin is not None else self._nothing()
        stdout = self.stdout.read() if self.stdout is not None else self._nothing()
        stderr = self.stderr.read() if self.stderr is not None else self._nothing()
        _, stdout, stderr = await gather(stdin, stdout, stderr)
        await self.wait()
        return (stdout, stderr)


async def _begin(args, shell, stdin, stdout, stderr, limit, options):
    for name in ("text", "universal_newlines"):
        if options.get(name):
            raise ValueError(f"{name} must be False")
    for name in ("encoding", "errors"):
        if options.get(name) is not None:
            raise ValueError(f"{name} must be None")
    own_group = bool(options.get("start_new_session")) or options.get("process_group") is not None
    loop = get_running_loop()
    child = _start(args, shell, options.get("executable"), options.get("cwd"), options.get("env"),
                   (stdin, stdout, stderr), own_group)
    process = Process(child, loop)
    await process._connect(limit)
    return process


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=65536, **kwds):
    """Run a program."""
    if kwds.get("shell"):
        raise ValueError("shell must be False")
    return await _begin((program, *args), False, stdin, stdout, stderr, limit, kwds)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=65536, **kwds):
    """Run a command in a shell."""
    if not isinstance(cmd, (bytes, str)):
        raise ValueError("cmd must be a string")
    return await _begin(cmd, True, stdin, stdout, stderr, limit, kwds)

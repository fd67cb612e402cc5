"""Other programs: run them, and talk to them."""

import _process
import os
import threading
import time

PIPE = -1
STDOUT = -2
DEVNULL = -3


class SubprocessError(Exception):
    """Something went wrong with another program."""


class CalledProcessError(SubprocessError):
    """A program that was to succeed did not."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = output
        self.stderr = stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            return f"Command '{self.cmd}' died with {_signal_text(-self.returncode)}."
        return f"Command '{self.cmd}' returned non-zero exit status {self.returncode}."

    @property
    def stdout(self):
        """Alias for output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """A program took too long."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = output
        self.stderr = stderr

    def __str__(self):
        return f"Command '{self.cmd}' timed out after {self.timeout} seconds"

    @property
    def stdout(self):
        """Alias for output."""
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


_SIGNAL_NAMES = {
    1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 6: "SIGABRT", 8: "SIGFPE", 9: "SIGKILL", 10: "SIGUSR1",
    11: "SIGSEGV", 12: "SIGUSR2", 13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM",
}


def _signal_text(number):
    name = _SIGNAL_NAMES.get(number)
    if name is None:
        return f"unknown signal {number}"
    return f"<Signals.{name}: {number}>"


class CompletedProcess:
    """How a program ended, and what it had to say."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr

    def __repr__(self):
        parts = [f"args={self.args!r}", f"returncode={self.returncode!r}"]
        if self.stdout is not None:
            parts.append(f"stdout={self.stdout!r}")
        if self.stderr is not None:
            parts.append(f"stderr={self.stderr!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def check_returncode(self):
        """Raise CalledProcessError if the exit code is not zero."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)


class _Pipe:
    """An end of a pipe from or to a program."""

    def __init__(self, pipe, encoding, errors):
        self._pipe = pipe
        self._encoding = encoding
        self._errors = errors
        self.closed = False

    def fileno(self):
        """Its file descriptor."""
        return self._pipe.fileno()

    def close(self):
        """Use it no more."""
        self.closed = True
        self._pipe.close()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


class _PipeReader(_Pipe):
    """What comes out of a program."""

    def __init__(self, pipe, encoding, errors):
        super().__init__(pipe, encoding, errors)
        self._buffer = b""
        self._ended = False

    def _fill(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        data = b"" if self._ended else self._pipe.recv(65536)
        if not data:
            self._ended = True
            return False
        self._buffer += data
        return True

    def _text(self, data):
        if self._encoding is None:
            return data
        return data.decode(self._encoding, self._errors).replace("\r\n", "\n").replace("\r", "\n")

    def _take(self, size):
        data, self._buffer = self._buffer[:size], self._buffer[size:]
        return self._text(data)

    def read(self, size=-1):
        """Read so much, or everything."""
        while (size is None or size < 0 or len(self._buffer) < size) and self._fill():
            pass
        if size is None or size < 0:
            size = len(self._buffer)
        return self._take(size)

    def read1(self, size=-1):
        """Read what is there."""
        if not self._buffer:
            self._fill()
        if size is None or size < 0:
            size = len(self._buffer)
        return self._take(size)

    def readline(self):
        """Read a line."""
        while b"\n" not in self._buffer and self._fill():
            pass
        end = self._buffer.find(b"\n") + 1
        if end == 0:
            end = len(self._buffer)
        return self._take(end)

    def readlines(self):
        """Read all lines."""
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readable(self):
        """It can be read."""
        return True


class _PipeWriter(_Pipe):
    """What goes into a program."""

    def write(self, data):
        """Write it."""
        if self.closed:
            raise ValueError("write to closed file")
        if self._encoding is not None:
            if not isinstance(data, str):
                raise TypeError(f"write() argument must be str, not {type(data).__name__}")
            self._pipe.sendall(data.encode(self._encoding, self._errors))
        else:
            if isinstance(data, str):
                raise TypeError("a bytes-like object is required, not 'str'")
            self._pipe.sendall(data)
        return len(data)

    def writelines(self, lines):
        """Write all of these."""
        for line in lines:
            self.write(line)

    def flush(self):
        """All is written already."""

    def writable(self):
        """It can be written."""
        return True


def _number(stream):
    if stream is None:
        return -4
    if isinstance(stream, int):
        return stream
    if hasattr(stream, "flush"):
        stream.flush()
    return stream.fileno()


def _start(args, shell, executable, cwd, env, streams, own_group):
    """Start a program: a child, as the host has it."""
    if isinstance(args, (str, bytes, os.PathLike)):
        args = [os.fsdecode(args)]
    else:
        args = [os.fsdecode(arg) for arg in args]
    if shell:
        args = ["/bin/sh", "-c"] + args
        if executable is not None:
            args[0] = os.fsdecode(executable)
    if env is not None:
        pairs = []
        for name, value in env.items():
            pairs.append(os.fsdecode(name))
            pairs.append(os.fsdecode(value))
        env = pairs
    if executable is not None:
        executable = os.fsdecode(executable)
    if cwd is not None:
        cwd = os.fsdecode(cwd)
    return _process.start(args, executable, cwd, env, [_number(stream) for stream in streams], own_group)


def _kill(child, number):
    if child.poll() is None:
        os.kill(child.pid, number)


class Popen:
    """A program that runs."""

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None,
                 extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError("Cannot disambiguate when both text and universal_newlines are supplied but different. "
                                  "Pass one or the other.")
        self.args = args
        self.returncode = None
        self.encoding = encoding
        self.errors = errors
        self.text_mode = bool(encoding or errors or text or universal_newlines)
        own_group = bool(start_new_session) or process_group is not None
        self._child = _start(args, shell, executable, cwd, env, (stdin, stdout, stderr), own_group)
        self.pid = self._child.pid
        if self.text_mode:
            encoding, errors = encoding or "utf-8", errors or "strict"
        else:
            encoding = errors = None
        self.stdin = _PipeWriter(self._child.pipe(0), encoding, errors) if stdin == PIPE else None
        self.stdout = _PipeReader(self._child.pipe(1), encoding, errors) if stdout == PIPE else None
        self.stderr = _PipeReader(self._child.pipe(2), encoding, errors) if stderr == PIPE else None

    @property
    def universal_newlines(self):
        """Whether its streams are text."""
        return self.text_mode

    def __repr__(self):
        text = f"<{type(self).__name__}: returncode: {self.returncode} args: {self.args!r}>"
        if len(text) > 80:
            text = text[:76] + "...>"
        return text

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        if self.stdout:
            self.stdout.close()
        if self.stderr:
            self.stderr.close()
        if self.stdin:
            self.stdin.close()
        self.wait()

    def poll(self):
        """Return the exit code, or None while it runs."""
        if self.returncode is None:
            self.returncode = self._child.poll()
        return self.returncode

    def wait(self, timeout=None):
        """Wait until it has ended, and return the exit code."""
        if self.returncode is None:
            if not self._child.wait(timeout):
                raise TimeoutExpired(self.args, timeout)
            self.returncode = self._child.poll()
        return self.returncode

    def send_signal(self, sig):
        """Send it a signal, unless it has ended."""
        if self.poll() is None:
            _kill(self._child, sig)

    def terminate(self):
        """Send it SIGTERM."""
        self.send_signal(15)

    def kill(self):
        """Send it SIGKILL."""
        self.send_signal(9)

    def _feed(self, input):
        try:
            if input:
                self.stdin.write(input)
        except (BrokenPipeError, ConnectionResetError):
            pass
        self.stdin.close()

    def communicate(self, input=None, timeout=None):
        """Write *input*, read everything, and wait for the end: (stdout, stderr)."""
        if timeout is None and [self.stdin, self.stdout, self.stderr].count(None) >= 2:
            stdout = stderr = None
            if self.stdin:
                self._feed(input)
            elif self.stdout:
                stdout = self.stdout.read()
                self.stdout.close()
            elif self.stderr:
                stderr = self.stderr.read()
                self.stderr.close()
            self.wait()
            return (stdout, stderr)
        end = None if timeout is None else time.monotonic() + timeout
        outputs = {}
        workers = []

        def collect(number, stream):
            outputs[number] = stream.read()
            stream.close()

        for number, stream in ((1, self.stdout), (2, self.stderr)):
            if stream and not stream.closed:
                worker = threading.Thread(target=collect, args=(number, stream), daemon=True)
                worker.start()
                workers.append(worker)
        if self.stdin and not self.stdin.closed:
            self._feed(input)
        for worker in workers:
            worker.join(None if end is None else max(0.0, end - time.monotonic()))
            if worker.is_alive():
                raise TimeoutExpired(self.args, timeout)
        if end is None:
            self.wait()
        elif not self._child.wait(max(0.0, end - time.monotonic())):
            raise TimeoutExpired(self.args, timeout)
        self.poll()
        return (outputs.get(1), outputs.get(2))


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run a program to its end: a CompletedProcess."""
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = PIPE
        kwargs["stderr"] = PIPE
    process = Popen(*popenargs, **kwargs)
    try:
        stdout, stderr = process.communicate(input, timeout=timeout)
    except TimeoutExpired:
        process.kill()
        process.wait()
        raise
    except BaseException:
        process.kill()
        raise
    returncode = process.poll()
    if check and returncode:
        raise CalledProcessError(returncode, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, returncode, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    """Run a program to its end: its exit code."""
    process = Popen(*popenargs, **kwargs)
    try:
        return process.wait(timeout=timeout)
    except BaseException:
        process.kill()
        raise


def check_call(*popenargs, **kwargs):
    """Run a program to its end, which has to be a good one."""
    returncode = call(*popenargs, **kwargs)
    if returncode:
        command = kwargs.get("args")
        if command is None:
            command = popenargs[0]
        raise CalledProcessError(returncode, command)
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Run a program to its end, which has to be a good one: what it wrote to stdout."""
    for name in ("stdout", "check"):
        if name in kwargs:
            raise ValueError(f"{name} argument not allowed, it will be overridden.")
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """Run a command in a shell: (exit code, what it wrote)."""
    try:
        data = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding, errors=errors)
        code = 0
    except CalledProcessError as failure:
        data = failure.output
        code = failure.returncode
    if data[-1:] == "\n":
        data = data[:-1]
    return code, data


def getoutput(cmd, *, encoding=None, errors=None):
    """Run a command in a shell: what it wrote."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]


def list2cmdline(seq):
    """One text for a list of arguments, as Windows has it."""
    result = []
    for arg in map(os.fsdecode, seq):
        quoted = not arg or " " in arg or "\t" in arg
        text = ""
        backslashes = ""
        for char in arg:
            if char == "\\":
                backslashes += char
            elif char == '"':
                text += backslashes * 2 + '\\"'
                backslashes = ""
            else:
                text += backslashes + char
                backslashes = ""
        text += backslashes
        if quoted:
            text = '"' + text + backslashes + '"'
        result.append(text)
    return " ".join(result)

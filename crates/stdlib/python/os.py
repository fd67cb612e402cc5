"""The host: environment, folders, processes, as far as compiled programs reach them."""

import _os
from . import path
from abc import ABC, abstractmethod
from collections.abc import MutableMapping

name = "posix"
curdir = "."
pardir = ".."
sep = "/"
altsep = None
extsep = "."
pathsep = ":"
linesep = "\n"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
error = OSError
F_OK = 0
R_OK = 4
W_OK = 2
X_OK = 1
SEEK_SET = 0
SEEK_CUR = 1
SEEK_END = 2
O_RDONLY = 0
O_WRONLY = 1
O_RDWR = 2
O_CREAT = 64
O_EXCL = 128
O_TRUNC = 512
O_APPEND = 1024
EX_OK = 0


class PathLike(ABC):
    """Abstract base class for implementing the file system path protocol."""

    __slots__ = ()

    @abstractmethod
    def __fspath__(self):
        """Return the file system path representation of the object."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike and hasattr(subclass, "__fspath__"):
            return True
        return NotImplemented

    def __class_getitem__(cls, item):
        return cls


def fspath(path):
    """Return the file system path representation of the object."""
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    text = method(path)
    if isinstance(text, (str, bytes)):
        return text
    raise TypeError(f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(text).__name__}")


def fsencode(filename):
    """Encode filename to the filesystem encoding."""
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def fsdecode(filename):
    """Decode filename from the filesystem encoding."""
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


class _Environ(MutableMapping):
    def __init__(self, data):
        self._data = data

    def _check(self, value):
        if not isinstance(value, str):
            raise TypeError(f"str expected, not {type(value).__name__}")
        return value

    def __getitem__(self, key):
        value = self._data.get(self._check(key))
        if value is None:
            raise KeyError(key) from None
        return value

    def __setitem__(self, key, value):
        self._check(key)
        self._check(value)
        _os.putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        self._check(key)
        if key not in self._data:
            raise KeyError(key) from None
        _os.unsetenv(key)
        del self._data[key]

    def __iter__(self):
        yield from list(self._data)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        formatted = ", ".join(f"{key!r}: {value!r}" for key, value in self._data.items())
        return f"environ({{{formatted}}})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __or__(self, other):
        new = dict(self)
        new.update(other)
        return new

    def __ror__(self, other):
        new = dict(other)
        new.update(self)
        return new


environ = _Environ(_os.environ())


def getenv(key, default=None):
    """Get an environment variable, return None if it doesn't exist."""
    return environ.get(key, default)


def putenv(name, value, /):
    """Change or add an environment variable."""
    _os.putenv(name, value)


def unsetenv(name, /):
    """Delete an environment variable."""
    _os.unsetenv(name)


def getcwd():
    """Return a unicode string representing the current working directory."""
    return _os.getcwd()


def chdir(path):
    """Change the current working directory to the specified path."""
    _os.chdir(fspath(path))


def kill(pid, signal, /):
    """Kill a process with a signal."""
    import _signal
    _signal.send(pid, int(signal))


def getpid():
    """Return the current process id."""
    return _os.getpid()


def getppid():
    """Return the parent's process id."""
    return 1


def cpu_count():
    """Return the number of logical CPUs in the system."""
    return _os.cpu_count()


process_cpu_count = cpu_count


def urandom(size, /):
    """Return a bytes object containing random bytes suitable for cryptographic use."""
    if size < 0:
        raise ValueError("negative argument not allowed")
    return _os.urandom(size)


def _exit(status):
    """Exit to the system with specified status, without normal exit processing."""
    _os.exit(status)


def abort():
    """Abort the interpreter immediately."""
    _os.exit(134)


def strerror(code, /):
    """Translate an error code to a message string."""
    return _os.strerror(code)


class stat_result(tuple):
    """The result of stat: mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime."""

    def __new__(cls, values):
        self = tuple.__new__(cls, [*values[:7], values[7] // 10**9, values[8] // 10**9, values[9] // 10**9])
        self.st_atime_ns = values[7]
        self.st_mtime_ns = values[8]
        self.st_ctime_ns = values[9]
        return self

    @property
    def st_mode(self):
        return self[0]

    @property
    def st_ino(self):
        return self[1]

    @property
    def st_dev(self):
        return self[2]

    @property
    def st_nlink(self):
        return self[3]

    @property
    def st_uid(self):
        return self[4]

    @property
    def st_gid(self):
        return self[5]

    @property
    def st_size(self):
        return self[6]

    @property
    def st_atime(self):
        return self.st_atime_ns / 1e9

    @property
    def st_mtime(self):
        return self.st_mtime_ns / 1e9

    @property
    def st_ctime(self):
        return self.st_ctime_ns / 1e9


def stat(path, *, dir_fd=None, follow_symlinks=True):
    """Perform a stat system call on the given path."""
    return stat_result(_os.stat(fspath(path), follow_symlinks))


def lstat(path, *, dir_fd=None):
    """Perform a stat system call on the given path, without following symbolic links."""
    return stat_result(_os.stat(fspath(path), False))


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    """Use the real uid/gid to test for access to a path."""
    try:
        bits = _os.stat(fspath(path), True)[0]
    except OSError:
        return False
    return not (mode & W_OK and not bits & 0o222 or mode & X_OK and not bits & 0o111)


def listdir(path="."):
    """Return a list containing the names of the files in the directory."""
    return _os.listdir(fspath("." if path is None else path))


class DirEntry:
    """An entry of a directory."""

    __slots__ = ("name", "path")

    def __init__(self, name, path):
        self.name = name
        self.path = path

    def is_dir(self, *, follow_symlinks=True):
        """Return True if the entry is a directory; cached per entry."""
        try:
            return _os.stat(self.path, follow_symlinks)[0] & 0o170000 == 0o040000
        except OSError:
            return False

    def is_file(self, *, follow_symlinks=True):
        """Return True if the entry is a file; cached per entry."""
        try:
            return _os.stat(self.path, follow_symlinks)[0] & 0o170000 == 0o100000
        except OSError:
            return False

    def is_symlink(self):
        """Return True if the entry is a symbolic link; cached per entry."""
        return path.islink(self.path)

    def stat(self, *, follow_symlinks=True):
        """Return stat_result object for the entry; cached per entry."""
        return stat_result(_os.stat(self.path, follow_symlinks))

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Scan:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    """Return an iterator of DirEntry objects for given path."""
    text = fspath("." if path is None else path)
    return _Scan([DirEntry(name, _join(text, name)) for name in _os.listdir(text)])


def _join(folder, name):
    return path.join(folder, name)


def mkdir(path, mode=0o777, *, dir_fd=None):
    """Create a directory."""
    _os.mkdir(fspath(path))


def makedirs(name, mode=0o777, exist_ok=False):
    """Super-mkdir; create a leaf directory and all intermediate ones."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == ".":
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def remove(path, *, dir_fd=None):
    """Remove a file (same as unlink())."""
    _os.remove(fspath(path))


def unlink(path, *, dir_fd=None):
    """Remove a file (same as remove())."""
    _os.remove(fspath(path))


def rmdir(path, *, dir_fd=None):
    """Remove a directory."""
    _os.rmdir(fspath(path))


def removedirs(name):
    """Super-rmdir; remove a leaf directory and all empty intermediate ones."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """Rename a file or directory."""
    _os.rename(fspath(src), fspath(dst))


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    """Rename a file or directory, overwriting the destination."""
    _os.rename(fspath(src), fspath(dst))


def renames(old, new):
    """Super-rename; create directories as necessary and delete any left empty."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Directory tree generator."""
    top = fspath(top)
    dirs = []
    nondirs = []
    try:
        names = _os.listdir(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    for entry in names:
        if path.isdir(path.join(top, entry)):
            dirs.append(entry)
        else:
            nondirs.append(entry)
    if topdown:
        yield top, dirs, nondirs
    for entry in dirs:
        inner = path.join(top, entry)
        if followlinks or not path.islink(inner):
            yield from walk(inner, topdown, onerror, followlinks)
    if not topdown:
        yield top, dirs, nondirs


class terminal_size(tuple):
    """A tuple of (columns, lines) for holding terminal window size."""

    @property
    def columns(self):
        return self[0]

    @property
    def lines(self):
        return self[1]

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


def get_terminal_size(fd=1):
    """Return the size of the terminal window as (columns, lines)."""
    raise OSError(25, "Inappropriate ioctl for device")


def isatty(fd, /):
    """Return True if the fd is connected to a terminal."""
    return _os.isatty(fd)


def umask(mask, /):
    """Set the current numeric umask and return the previous umask."""
    return 0o022


def getuid():
    """Return the current process's user id."""
    return 0


def get_exec_path(env=None):
    """Returns the sequence of directories that will be searched for the named executable."""
    return (environ if env is None else env).get("PATH", defpath).split(pathsep)

"""Temporary files and directories."""

import os
import shutil
from _os import urandom as _urandom

tempdir = None
template = "tmp"
TMP_MAX = 10000


def gettempdir():
    """Returns tempfile.tempdir as str."""
    global tempdir
    if tempdir is None:
        for name in ("TMPDIR", "TEMP", "TMP"):
            folder = os.environ.get(name)
            if folder and os.path.isdir(folder):
                tempdir = folder
                break
        else:
            tempdir = "/tmp" if os.path.isdir("/tmp") else os.getcwd()
    return tempdir


def gettempprefix():
    """The default prefix for temporary directories as string."""
    return template


def _random_name():
    letters = "abcdefghijklmnopqrstuvwxyz0123456789_"
    return "".join(letters[byte % len(letters)] for byte in _urandom(8))


def mktemp(suffix="", prefix=template, dir=None):
    """User-callable function to return a unique temporary file name.  The file is not created."""
    if dir is None:
        dir = gettempdir()
    for _ in range(TMP_MAX):
        path = os.path.join(dir, prefix + _random_name() + suffix)
        if not os.path.lexists(path):
            return path
    raise FileExistsError(17, "No usable temporary filename found")


def mkdtemp(suffix=None, prefix=None, dir=None):
    """User-callable function to create and return a unique temporary directory."""
    path = os.path.abspath(mktemp(suffix or "", template if prefix is None else prefix, dir))
    os.mkdir(path)
    return path


class _Named:
    """A file that is removed when it is closed."""

    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        return self

    def __exit__(self, exc, value, tb):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete:
                try:
                    os.unlink(self.name)
                except OSError:
                    pass

    def __del__(self):
        self.close()


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None,
                       delete=True, *, errors=None, delete_on_close=True):
    """Create and return a temporary file."""
    path = mktemp(suffix or "", template if prefix is None else prefix, dir)
    file = open(path, mode, encoding=encoding, errors=errors, newline=newline)
    return _Named(file, path, delete)


TemporaryFile = NamedTemporaryFile
SpooledTemporaryFile = NamedTemporaryFile


class TemporaryDirectory:
    """Create and return a temporary directory, which is removed when it is no longer needed."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._delete = delete
        self._ignore = ignore_cleanup_errors

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        if os.path.exists(self.name):
            shutil.rmtree(self.name, self._ignore)

"""Paths as objects, after POSIX."""

import fnmatch
import io
import os
import re


class UnsupportedOperation(NotImplementedError):
    """An exception that is raised when an unsupported operation is attempted."""


class PurePath:
    """Base class for manipulating paths without I/O."""

    __slots__ = ("_raw", "_root", "_parts", "_text", "_hashed")

    def __init__(self, *args):
        paths = []
        for arg in args:
            if isinstance(arg, PurePath):
                paths.append(arg._raw)
                continue
            try:
                path = os.fspath(arg)
            except TypeError:
                path = arg
            if not isinstance(path, str):
                raise TypeError(
                    "argument should be a str or an os.PathLike object where __fspath__ returns a str, "
                    f"not {type(path).__name__!r}")
            paths.append(path)
        raw = os.path.join(*paths) if paths else ""
        self._raw = raw
        if raw.startswith("//") and not raw.startswith("///"):
            self._root = "//"
        else:
            self._root = "/" if raw.startswith("/") else ""
        self._parts = [part for part in raw.split("/") if part and part != "."]
        self._text = self._root + "/".join(self._parts) or "."

    def with_segments(self, *pathsegments):
        """Construct a new path object from any number of path-like objects."""
        return type(self)(*pathsegments)

    def _made(self, root, parts):
        return self.with_segments(root + "/".join(parts))

    def __str__(self):
        return self._text

    def __fspath__(self):
        return self._text

    def __bytes__(self):
        return os.fsencode(self._text)

    def as_posix(self):
        """Return the string representation of the path with forward (/) slashes."""
        return self._text

    def as_uri(self):
        """Return the path as a URI."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        out = []
        for byte in self._text.encode():
            c = chr(byte)
            out.append(c if c.isascii() and (c.isalnum() or c in "_.-~/") else f"%{byte:02X}")
        return "file://" + "".join(out)

    def __repr__(self):
        return f"{type(self).__name__}({self.as_posix()!r})"

    def __hash__(self):
        return hash(self._text)

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._text == other._text

    def __lt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._text.split("/") < other._text.split("/")

    def __le__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._text.split("/") <= other._text.split("/")

    def __gt__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._text.split("/") > other._text.split("/")

    def __ge__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self._text.split("/") >= other._text.split("/")

    @property
    def parts(self):
        """An object providing sequence-like access to the components in the filesystem path."""
        return tuple([self._root] + self._parts if self._root else self._parts)

    @property
    def drive(self):
        """The drive prefix (letter or UNC path), if any."""
        return ""

    @property
    def root(self):
        """The root of the path, if any."""
        return self._root

    @property
    def anchor(self):
        """The concatenation of the drive and root, or ''."""
        return self._root

    @property
    def name(self):
        """The final path component, if any."""
        return self._parts[-1] if self._parts else ""

    @property
    def suffix(self):
        """The final component's last suffix, if any."""
        name = self.name
        i = name.rfind(".")
        return name[i:] if 0 < i < len(name) - 1 else ""

    @property
    def suffixes(self):
        """A list of the final component's suffixes, if any."""
        name = self.name
        if name.endswith("."):
            return []
        return ["." + suffix for suffix in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        """The final path component, minus its last suffix."""
        name = self.name
        i = name.rfind(".")
        return name[:i] if 0 < i < len(name) - 1 else name

    @property
    def parent(self):
        """The logical parent of the path."""
        return self._made(self._root, self._parts[:-1]) if self._parts else self

    @property
    def parents(self):
        """A sequence of this path's logical parents."""
        found = []
        parts = self._parts
        while parts:
            parts = parts[:-1]
            found.append(self._made(self._root, parts))
        return _Parents(type(self).__name__, found)

    def with_name(self, name):
        """Return a new path with the file name changed."""
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        if not self._parts:
            raise ValueError(f"{self!r} has an empty name")
        return self._made(self._root, self._parts[:-1] + [name])

    def with_stem(self, stem):
        """Return a new path with the stem changed."""
        suffix = self.suffix
        if suffix and not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """Return a new path with the file suffix changed."""
        stem = self.stem
        if not stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not (suffix.startswith(".") and len(suffix) > 1) or "/" in suffix:
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(stem + suffix)

    def joinpath(self, *pathsegments):
        """Combine this path with one or several arguments."""
        return self.with_segments(self, *pathsegments)

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def is_absolute(self):
        """True if the path is absolute."""
        return self._root != ""

    def is_reserved(self):
        return False

    def relative_to(self, other, *, walk_up=False):
        """Return the relative path to another path identified by the passed arguments."""
        other = self.with_segments(other)
        mine = list(self.parts)
        theirs = list(other.parts)
        ups = 0
        while theirs and mine[:len(theirs)] != theirs:
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            if theirs[-1] == "..":
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
            theirs.pop()
            ups += 1
        if not theirs and self._root != other._root:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        return self.with_segments(*([".."] * ups + mine[len(theirs):]))

    def is_relative_to(self, other):
        """Return True if the path is relative to another path or False."""
        theirs = self.with_segments(other).parts
        return self.parts[:len(theirs)] == theirs

    def match(self, path_pattern, *, case_sensitive=None):
        """Return True if this path matches the given pattern."""
        pattern = path_pattern if isinstance(path_pattern, PurePath) else self.with_segments(path_pattern)
        wanted = pattern.parts
        if not wanted:
            raise ValueError("empty pattern")
        mine = self.parts
        if len(mine) < len(wanted) or len(mine) > len(wanted) and pattern._root:
            return False
        for part, glob in zip(reversed(mine), reversed(wanted)):
            if not fnmatch.fnmatchcase(part, "*" if glob == "**" else glob):
                return False
        return True

    def full_match(self, pattern, *, case_sensitive=None):
        """Return True if this path matches the given glob-style pattern, all of it."""
        return _match_parts(list(self.parts), list(self.with_segments(pattern).parts))


def _match_parts(parts, globs):
    if not globs:
        return not parts
    if globs[0] == "**":
        return _match_parts(parts, globs[1:]) or bool(parts) and _match_parts(parts[1:], globs)
    return bool(parts) and fnmatch.fnmatchcase(parts[0], globs[0]) and _match_parts(parts[1:], globs[1:])


class _Parents:
    def __init__(self, kind, items):
        self._kind = kind
        self._items = items

    def __len__(self):
        return len(self._items)

    def __getitem__(self, idx):
        if isinstance(idx, slice):
            return tuple(self._items[idx])
        try:
            return self._items[idx]
        except IndexError:
            raise IndexError(idx) from None

    def __iter__(self):
        return iter(self._items)

    def __contains__(self, item):
        return item in self._items

    def __repr__(self):
        return f"<{self._kind}.parents>"


class PurePosixPath(PurePath):
    """PurePath subclass for non-Windows systems."""

    __slots__ = ()


class Path(PurePath):
    """PurePath subclass that can make system calls."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        return object.__new__(PosixPath if cls is Path else cls)

    def stat(self, *, follow_symlinks=True):
        """Return the result of the stat() system call on this path."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        """Like stat(), except if the path points to a symlink, the symlink's status information is returned."""
        return os.lstat(self)

    def exists(self, *, follow_symlinks=True):
        """Whether this path exists."""
        return os.path.exists(self) if follow_symlinks else os.path.lexists(self)

    def is_dir(self, *, follow_symlinks=True):
        """Whether this path is a directory."""
        return os.path.isdir(self)

    def is_file(self, *, follow_symlinks=True):
        """Whether this path is a regular file."""
        return os.path.isfile(self)

    def is_symlink(self):
        """Whether this path is a symbolic link."""
        return os.path.islink(self)

    def is_mount(self):
        """Check if this path is a mount point"""
        return os.path.ismount(self)

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file pointed to by this path and return a file object, as the built-in open() function does."""
        return io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """Open the file in bytes mode, read it, and close the file."""
        with self.open("rb") as f:
            return f.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        """Open the file in text mode, read it, and close the file."""
        with self.open("r", encoding=encoding, errors=errors, newline=newline) as f:
            return f.read()

    def write_bytes(self, data):
        """Open the file in bytes mode, write to it, and close the file."""
        with self.open("wb") as f:
            return f.write(data)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Open the file in text mode, write to it, and close the file."""
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % data.__class__.__name__)
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)

    def iterdir(self):
        """Yield path objects of the directory contents."""
        names = os.listdir(self)
        return (self / name for name in names)

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """Iterate over this subtree and yield all existing files (of any kind) matching the given relative pattern."""
        parts = list(PurePath(pattern).parts)
        if not parts:
            raise ValueError(f"Unacceptable pattern: {str(pattern)!r}")
        if str(pattern).startswith("/"):
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self._select(parts)

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """Recursively yield all existing files (of any kind) matching the given relative pattern, anywhere in this subtree."""
        return self._select(["**"] + list(PurePath(pattern).parts))

    def _select(self, parts):
        if not parts:
            yield self
            return
        first, rest = parts[0], parts[1:]
        if first == "**":
            seen = set()
            for folder in self._folders():
                found = folder._select(rest) if rest else [folder]
                for path in found:
                    if path not in seen:
                        seen.add(path)
                        yield path
            return
        if not re.search("[*?[]", first):
            path = self / first
            if path.exists(follow_symlinks=False):
                yield from path._select(rest)
            return
        for name in self._names():
            if fnmatch.fnmatchcase(name, first):
                path = self / name
                if not rest or path.is_dir():
                    yield from path._select(rest)

    def _names(self):
        try:
            return os.listdir(self)
        except OSError:
            return []

    def _folders(self):
        yield self
        for name in self._names():
            path = self / name
            if path.is_dir() and not path.is_symlink():
                yield from path._folders()

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """Walk the directory tree from this directory, similar to os.walk()."""
        for folder, dirs, files in os.walk(self, top_down, on_error, follow_symlinks):
            yield self.with_segments(folder), dirs, files

    def absolute(self):
        """Return an absolute version of this path."""
        return self if self.is_absolute() else self.with_segments(os.getcwd(), self)

    @classmethod
    def cwd(cls):
        """Return a new path pointing to the current working directory."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """Return a new path pointing to expanduser('~')."""
        home = os.path.expanduser("~")
        if home == "~":
            raise RuntimeError("Could not determine home directory.")
        return cls(home)

    def expanduser(self):
        """Return a new path with expanded ~ and ~user constructs."""
        if self._root or not self._parts or self._parts[0][:1] != "~":
            return self
        home = os.path.expanduser(self._parts[0])
        if home[:1] == "~":
            raise RuntimeError("Could not determine home directory.")
        return self.with_segments(home, *self._parts[1:])

    def resolve(self, strict=False):
        """Make the path absolute, resolving all symlinks on the way and also normalizing it."""
        return self.with_segments(os.path.realpath(self, strict=strict))

    def samefile(self, other_path):
        """Return whether other_path is the same or not as this file."""
        return os.path.samefile(self, other_path)

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Create a new directory at this given path."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def touch(self, mode=0o666, exist_ok=True):
        """Create this file with the given access mode, if it doesn't exist."""
        if self.exists():
            if not exist_ok:
                raise FileExistsError(17, "File exists", str(self))
            return
        with self.open("x"):
            pass

    def rename(self, target):
        """Rename this path to the target path."""
        os.rename(self, target)
        return self.with_segments(target)

    def replace(self, target):
        """Rename this path to the target path, overwriting if that path exists."""
        os.replace(self, target)
        return self.with_segments(target)

    def rmdir(self):
        """Remove this directory.  The directory must be empty."""
        os.rmdir(self)

    def unlink(self, missing_ok=False):
        """Remove this file or link."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def owner(self, *, follow_symlinks=True):
        raise UnsupportedOperation("Path.owner() is unsupported on this system")

    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass


class PosixPath(Path, PurePosixPath):
    """Path subclass for non-Windows systems."""

    __slots__ = ()

"""Pathnames as POSIX has them."""

import _os

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"


def _fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    method = getattr(type(path), "__fspath__", None)
    if method is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    return method(path)


def normcase(s):
    """Normalize case of pathname.  Has no effect under Posix"""
    return _fspath(s)


def isabs(s):
    """Test whether a path is absolute"""
    s = _fspath(s)
    return s.startswith(b"/" if isinstance(s, bytes) else "/")


def join(a, *p):
    """Join two or more pathname components, inserting '/' as needed."""
    path = _fspath(a)
    slash = b"/" if isinstance(path, bytes) else "/"
    for b in p:
        b = _fspath(b)
        if type(b) is not type(path):
            raise TypeError("Can't mix strings and bytes in path components")
        if b.startswith(slash) or not path:
            path = b
        elif path.endswith(slash):
            path += b
        else:
            path += slash + b
    return path


def split(p):
    """Split a pathname.  Returns tuple "(head, tail)" where "tail" is everything after the final slash."""
    p = _fspath(p)
    slash = b"/" if isinstance(p, bytes) else "/"
    i = p.rfind(slash) + 1
    head, tail = p[:i], p[i:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    """Split the extension from a pathname."""
    p = _fspath(p)
    if isinstance(p, bytes):
        root, ext = splitext(p.decode("latin-1"))
        return root.encode("latin-1"), ext.encode("latin-1")
    start = p.rfind("/") + 1
    dot = p.rfind(".")
    if dot > start and p[start:dot].strip("."):
        return p[:dot], p[dot:]
    return p, ""


def splitdrive(p):
    """Split a pathname into drive and path. On Posix, drive is always empty."""
    p = _fspath(p)
    return p[:0], p


def splitroot(p):
    """Split a pathname into drive, root and tail."""
    p = _fspath(p)
    if not p.startswith("/"):
        return "", "", p
    if not p.startswith("//") or p.startswith("///"):
        return "", "/", p[1:]
    return "", "//", p[2:]


def basename(p):
    """Returns the final component of a pathname"""
    return split(p)[1]


def dirname(p):
    """Returns the directory component of a pathname"""
    return split(p)[0]


def commonprefix(m):
    """Given a list of pathnames, returns the longest common leading component"""
    if not m:
        return ""
    s1 = min(m)
    s2 = max(m)
    for i, c in enumerate(s1):
        if c != s2[i]:
            return s1[:i]
    return s1


def commonpath(paths):
    """Given a sequence of path names, returns the longest common sub-path."""
    paths = [_fspath(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    absolute = {path.startswith("/") for path in paths}
    if len(absolute) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split_paths = [[c for c in path.split("/") if c and c != "."] for path in paths]
    s1 = min(split_paths)
    s2 = max(split_paths)
    common = s1
    for i, c in enumerate(s1):
        if i >= len(s2) or c != s2[i]:
            common = s1[:i]
            break
    return ("/" if True in absolute else "") + "/".join(common)


def normpath(path):
    """Normalize path, eliminating double slashes, etc."""
    path = _fspath(path)
    if not path:
        return "."
    root = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if not part or part == ".":
            continue
        if part != ".." or not root and not parts or parts and parts[-1] == "..":
            parts.append(part)
        elif parts:
            parts.pop()
    return root + "/".join(parts) or "."


def abspath(path):
    """Return an absolute path."""
    path = _fspath(path)
    if not path.startswith("/"):
        path = join(_os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """Return the canonical path of the specified filename, eliminating any symbolic links encountered in the path."""
    path = abspath(filename)
    try:
        return _os.realpath(path)
    except OSError:
        if strict:
            raise
    head, tail = split(path)
    return path if head == path else join(realpath(head), tail)


def relpath(path, start=None):
    """Return a relative version of path"""
    path = _fspath(path)
    if not path:
        raise ValueError("no path specified")
    start_parts = [x for x in abspath("." if start is None else start).split("/") if x]
    path_parts = [x for x in abspath(path).split("/") if x]
    i = len(commonprefix([start_parts, path_parts]))
    return "/".join([".."] * (len(start_parts) - i) + path_parts[i:]) or "."


def expanduser(path):
    """Expand ~ and ~user constructions.  If user or $HOME is unknown, do nothing."""
    path = _fspath(path)
    if not path.startswith("~"):
        return path
    end = path.find("/", 1)
    if end < 0:
        end = len(path)
    if end != 1:
        return path
    home = _os.getenv("HOME")
    if home is None:
        return path
    return (home.rstrip("/") + path[end:]) or "/"


def expandvars(path):
    """Expand shell variables of form $var and ${var}.  Unknown variables are left unchanged."""
    path = _fspath(path)
    out = []
    i = 0
    while i < len(path):
        if path[i] != "$":
            out.append(path[i])
            i += 1
            continue
        if path[i + 1:i + 2] == "{":
            end = path.find("}", i)
            name = path[i + 2:end] if end > 0 else ""
            stop = end + 1
        else:
            stop = i + 1
            while stop < len(path) and (path[stop].isascii() and path[stop].isalnum() or path[stop] == "_"):
                stop += 1
            name = path[i + 1:stop]
        value = _os.getenv(name) if name else None
        if value is None:
            out.append(path[i])
            i += 1
        else:
            out.append(value)
            i = stop
    return "".join(out)


def exists(path):
    """Test whether a path exists.  Returns False for broken symbolic links"""
    try:
        _os.stat(_fspath(path), True)
    except (OSError, ValueError):
        return False
    return True


def lexists(path):
    """Test whether a path exists.  Returns True for broken symbolic links"""
    try:
        _os.stat(_fspath(path), False)
    except (OSError, ValueError):
        return False
    return True


def isfile(path):
    """Test whether a path is a regular file"""
    try:
        return _os.stat(_fspath(path), True)[0] & 0o170000 == 0o100000
    except (OSError, ValueError):
        return False


def isdir(s):
    """Return true if the pathname refers to an existing directory."""
    try:
        return _os.stat(_fspath(s), True)[0] & 0o170000 == 0o040000
    except (OSError, ValueError):
        return False


def islink(path):
    """Test whether a path is a symbolic link"""
    try:
        return _os.stat(_fspath(path), False)[0] & 0o170000 == 0o120000
    except (OSError, ValueError):
        return False


def ismount(path):
    """Test whether a path is a mount point: the root is one."""
    return abspath(path) == "/"


def getsize(filename):
    """Return the size of a file, reported by os.stat()."""
    return _os.stat(_fspath(filename), True)[6]


def getmtime(filename):
    """Return the last modification time of a file, reported by os.stat()."""
    return _os.stat(_fspath(filename), True)[8] / 1e9


def getatime(filename):
    """Return the last access time of a file, reported by os.stat()."""
    return _os.stat(_fspath(filename), True)[7] / 1e9


def getctime(filename):
    """Return the metadata change time of a file, reported by os.stat()."""
    return _os.stat(_fspath(filename), True)[9] / 1e9


def samefile(f1, f2):
    """Test whether two pathnames reference the same actual file or directory"""
    return realpath(f1) == realpath(f2)

"""Filename globbing utility."""

import fnmatch
import os
import re


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Return a list of paths matching a pathname pattern."""
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Return an iterator which yields the paths matching a pathname pattern."""
    root = os.fspath(root_dir) if root_dir is not None else ""
    for found in _expand(root, os.fspath(pathname), recursive, include_hidden):
        if found:
            yield found


def has_magic(s):
    return re.search("[*?[]", s) is not None


def escape(pathname):
    """Escape all special characters."""
    return re.sub("([*?[])", r"[\1]", pathname)


def _expand(root, pathname, recursive, hidden):
    head, tail = os.path.split(pathname)
    if not has_magic(pathname):
        full = os.path.join(root, pathname)
        if tail and os.path.lexists(full) or not tail and os.path.isdir(os.path.join(root, head)):
            yield pathname
        return
    if head and head != pathname and has_magic(head):
        folders = _expand(root, head, recursive, hidden)
    else:
        folders = [head]
    for folder in folders:
        base = os.path.join(root, folder)
        if recursive and tail == "**":
            yield os.path.join(folder, "") if folder else ""
            yield from _below(base, folder, hidden)
        elif has_magic(tail):
            for name in _names(base):
                if (hidden or not name.startswith(".") or tail.startswith(".")) and fnmatch.fnmatchcase(name, tail):
                    if not head or os.path.isdir(base):
                        yield os.path.join(folder, name)
        elif not tail:
            if os.path.isdir(base):
                yield os.path.join(folder, tail)
        elif os.path.lexists(os.path.join(base, tail)):
            yield os.path.join(folder, tail)


def _names(folder):
    try:
        return os.listdir(folder or ".")
    except OSError:
        return []


def _below(base, folder, hidden):
    for name in _names(base):
        if hidden or not name.startswith("."):
            path = os.path.join(folder, name)
            yield path
            yield from _below(os.path.join(base, name), path, hidden)

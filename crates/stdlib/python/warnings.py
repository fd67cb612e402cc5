"""Warnings: filters, and the text on stderr.

Compiled code does not know the line that a call comes from, so a warning counts as repeated where its text and category are
those of an earlier one.
"""

import sys

filters = []
_shown = set()
_ignored = (PendingDeprecationWarning, ImportWarning, ResourceWarning)


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return "{message : %r, category : %r, filename : %r, lineno : %s, line : %r}" % (
            self.message, self._category_name, self.filename, self.lineno, self.line)


def formatwarning(message, category, filename, lineno, line=None):
    """Function to format a warning the standard way."""
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line:
        text += f"  {line.strip()}\n"
    return text


def showwarning(message, category, filename, lineno, file=None, line=None):
    """Hook to write a warning to a file; replace if you like."""
    if file is None:
        file = sys.stderr
    if file is not None:
        file.write(formatwarning(message, category, filename, lineno, line))


_recording = []


def _show(message):
    if _recording and _recording[-1] is not None:
        _recording[-1].append(message)
    else:
        showwarning(message.message, message.category, message.filename, message.lineno, message.file, message.line)


def _action(text, category, lineno):
    for action, pattern, wanted, line in filters:
        if pattern is not None:
            import re

            if not re.match(pattern, text, re.IGNORECASE):
                continue
        if issubclass(category, wanted) and (line == 0 or line == lineno):
            return action
    return "ignore" if issubclass(category, _ignored) else "default"


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    """Issue a warning, or maybe ignore it or raise an exception."""
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    warn_explicit(message, category, sys.argv[0] if sys.argv else "<string>", 1, source=source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    """Issue a warning, or maybe ignore it or raise an exception."""
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    action = _action(text, category, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action != "always" and action != "all":
        key = (text, category)
        if key in _shown:
            return
        _shown.add(key)
    _show(WarningMessage(message, category, filename, lineno, source=source))


def _add(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _shown.clear()


def _check(action, lineno):
    if action not in ("error", "ignore", "always", "default", "module", "once", "all"):
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    """Insert an entry into the list of warnings filters (at the front)."""
    _check(action, lineno)
    _add((action, message or None, category, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    """Insert a simple entry into the list of warnings filters (at the front)."""
    _check(action, lineno)
    _add((action, None, category, lineno), append)


def resetwarnings():
    """Clear the list of warning filters, so that no filters are active."""
    filters[:] = []
    _shown.clear()


class catch_warnings:
    """A context manager that copies and restores the warnings filter upon exiting the context."""

    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)
        self._entered = False

    def __repr__(self):
        return "catch_warnings(record=True)" if self._record else "catch_warnings()"

    def __enter__(self):
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._filters = filters[:]
        log = [] if self._record else None
        _recording.append(log)
        _shown.clear()
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        filters[:] = self._filters
        _recording.pop()
        _shown.clear()


def deprecated(message, /, *, category=DeprecationWarning, stacklevel=1):
    """Indicate that a class, function or overload is deprecated."""

    def decorate(arg):
        if category is None:
            arg.__deprecated__ = message
            return arg
        if isinstance(arg, type):
            original = arg.__init__

            def __init__(self, *args, **kwargs):
                if type(self) is arg:
                    warn(message, category=category, stacklevel=stacklevel + 1)
                original(self, *args, **kwargs)

            arg.__init__ = __init__
            arg.__deprecated__ = message
            return arg
        import functools

        @functools.wraps(arg)
        def wrapper(*args, **kwargs):
            warn(message, category=category, stacklevel=stacklevel + 1)
            return arg(*args, **kwargs)

        wrapper.__deprecated__ = message
        return wrapper

    return decorate

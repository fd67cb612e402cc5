"""`TracebackException`: an exception's text, kept for later."""

from traceback import format_exception, format_exception_only
import sys


class TracebackException:
    """An exception ready for rendering."""

    def __init__(self, exc_type, exc_value, exc_traceback, **options):
        self.exc_type = exc_type
        self.exc_type_str = exc_type.__qualname__
        self._lines = format_exception(exc_value)
        self._only = format_exception_only(exc_value)
        self.__cause__ = getattr(exc_value, "__cause__", None)
        self.__context__ = getattr(exc_value, "__context__", None)
        self._str = str(exc_value)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Create a TracebackException from an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def format(self, *, chain=True, **options):
        """Format the exception."""
        yield from self._lines

    def format_exception_only(self, *, show_group=False, **options):
        """Format the exception part of the traceback."""
        yield from self._only

    def print(self, *, file=None, chain=True, **options):
        """Print the result of self.format(chain=chain) to 'file'."""
        for line in self._lines:
            print(line, file=sys.stderr if file is None else file, end="")

    def __str__(self):
        return self._str

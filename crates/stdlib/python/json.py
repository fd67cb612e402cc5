"""The classes behind `dumps` and `loads`."""

from json import dumps as _dumps, loads as _loads, _raw_decode


class JSONEncoder:
    """Extensible JSON encoder for Python data structures.

    To extend it, derive from it and override ``default``.
    """

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """Return a serializable object for o, or raise a TypeError."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """Return a JSON string representation of a Python data structure."""
        return _dumps(
            o, skipkeys=self.skipkeys, ensure_ascii=self.ensure_ascii, check_circular=self.check_circular,
            allow_nan=self.allow_nan, indent=self.indent, separators=(self.item_separator, self.key_separator),
            default=self.default, sort_keys=self.sort_keys)

    def iterencode(self, o, _one_shot=False):
        """Encode the given object and yield its string representation."""
        yield self.encode(o)


class JSONDecoder:
    """Simple JSON decoder."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float
        self.parse_int = parse_int
        self.parse_constant = parse_constant
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        """Return the Python representation of s, a str that holds a JSON document."""
        return _loads(
            s, object_hook=self.object_hook, parse_float=self.parse_float, parse_int=self.parse_int,
            parse_constant=self.parse_constant, strict=self.strict, object_pairs_hook=self.object_pairs_hook)

    def raw_decode(self, s, idx=0):
        """Decode a JSON document at the start of s: the value, and the index where the document ends."""
        return _raw_decode(
            s, idx, self.object_hook, self.parse_float, self.parse_int, self.parse_constant, self.strict,
            self.object_pairs_hook)

"""Reading and writing of CSV files."""

import io

QUOTE_MINIMAL = 0
QUOTE_ALL = 1
QUOTE_NONNUMERIC = 2
QUOTE_NONE = 3
QUOTE_STRINGS = 4
QUOTE_NOTNULL = 5

_dialects = {}
_limit = 131072


class Error(Exception):
    pass


class Dialect:
    """Describe a CSV dialect."""

    delimiter = None
    quotechar = None
    escapechar = None
    doublequote = None
    skipinitialspace = None
    lineterminator = None
    quoting = None


class excel(Dialect):
    """Describe the usual properties of Excel-generated CSV files."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """Describe the usual properties of Excel-generated TAB-delimited files."""

    delimiter = "\t"


class unix_dialect(Dialect):
    """Describe the usual properties of Unix-generated CSV files."""

    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


def _option(dialect, options, name, default):
    if name in options:
        return options[name]
    value = getattr(dialect, name, None)
    return default if value is None else value


class _Format:
    """A dialect with all that was said about it."""

    def __init__(self, dialect, options):
        if dialect is None:
            dialect = excel
        elif isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in options:
            if name not in ("delimiter", "quotechar", "escapechar", "doublequote", "skipinitialspace", "lineterminator",
                            "quoting", "strict"):
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")

        self.delimiter = _option(dialect, options, "delimiter", ",")
        self.quotechar = options["quotechar"] if "quotechar" in options else getattr(dialect, "quotechar", '"')
        self.escapechar = _option(dialect, options, "escapechar", None)
        self.doublequote = bool(_option(dialect, options, "doublequote", True))
        self.skipinitialspace = bool(_option(dialect, options, "skipinitialspace", False))
        self.lineterminator = _option(dialect, options, "lineterminator", "\r\n")
        self.quoting = _option(dialect, options, "quoting", QUOTE_MINIMAL)
        self.strict = bool(_option(dialect, options, "strict", False))
        for name, value, optional in (("delimiter", self.delimiter, False), ("escapechar", self.escapechar, True),
                                      ("quotechar", self.quotechar, True)):
            if value is None and optional:
                continue
            if not isinstance(value, str) or len(value) != 1:
                what = "a unicode character or None" if optional and not isinstance(value, str) else "a 1-character string"
                if not isinstance(value, str) and not optional:
                    what = f"string, not {type(value).__name__}"
                raise TypeError(f'"{name}" must be {what}')
        if self.quoting not in (0, 1, 2, 3, 4, 5):
            raise TypeError('bad "quoting" value')
        if self.quotechar is None and self.quoting != QUOTE_NONE:
            if "quoting" not in options:
                self.quoting = QUOTE_NONE
            else:
                raise TypeError("quotechar must be set if quoting enabled")


class _Reader:
    def __init__(self, lines, format):
        self._lines = iter(lines)
        self.dialect = format
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        fields = []
        text = []
        state = "start"
        numeric = False
        quoted = False
        dialect = self.dialect
        delimiter, quote, escape = dialect.delimiter, dialect.quotechar, dialect.escapechar
        quoting = dialect.quoting

        def save():
            value = "".join(text)
            text.clear()
            if numeric:
                return float(value)
            if not quoted and value == "" and quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
                return None
            if not quoted and quoting == QUOTE_STRINGS and value:
                return float(value)
            return value

        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if state in ("quoted", "escape in quoted") or state == "escape" or text:
                    if dialect.strict and state != "field":
                        raise Error("unexpected end of data")
                    if state == "escape":
                        text.append("\n")
                    fields.append(save())
                    return fields
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            self.line_num += 1
            i = 0
            n = len(line)
            while i <= n:
                c = line[i] if i < n else "\0end"
                i += 1
                ends = c in ("\n", "\r", "\0end")
                if state == "start":
                    if c == "\0end":
                        break
                    if ends:
                        state = "eat"
                        continue
                    state = "field start"
                if state == "field start":
                    numeric = False
                    quoted = False
                    if ends:
                        fields.append(save())
                        state = "done" if c == "\0end" else "eat"
                    elif c == quote and quoting != QUOTE_NONE:
                        quoted = True
                        state = "quoted"
                    elif c == escape:
                        state = "escape"
                    elif c == " " and dialect.skipinitialspace:
                        pass
                    elif c == delimiter:
                        fields.append(save())
                    else:
                        if quoting == QUOTE_NONNUMERIC:
                            numeric = True
                        text.append(c)
                        state = "field"
                elif state == "escape":
                    if c == "\0end":
                        text.append("\n")
                        state = "field"
                        i = n + 1
                        break
                    text.append(c)
                    state = "field"
                elif state == "field":
                    if ends:
                        fields.append(save())
                        state = "done" if c == "\0end" else "eat"
                    elif c == escape:
                        state = "escape"
                    elif c == delimiter:
                        fields.append(save())
                        state = "field start"
                    else:
                        text.append(c)
                elif state == "quoted":
                    if c == "\0end":
                        break
                    if c == escape:
                        state = "escape in quoted"
                    elif c == quote and quoting != QUOTE_NONE:
                        state = "quote in quoted" if dialect.doublequote else "field"
                    else:
                        text.append(c)
                elif state == "escape in quoted":
                    if c == "\0end":
                        text.append("\n")
                    else:
                        text.append(c)
                    state = "quoted"
                    if c == "\0end":
                        break
                elif state == "quote in quoted":
                    if c == quote and quoting != QUOTE_NONE:
                        text.append(c)
                        state = "quoted"
                    elif c == delimiter:
                        fields.append(save())
                        state = "field start"
                    elif ends:
                        fields.append(save())
                        state = "done" if c == "\0end" else "eat"
                    elif not dialect.strict:
                        text.append(c)
                        state = "field"
                    else:
                        raise Error(f"'{delimiter}' expected after '{quote}'")
                elif state == "eat":
                    if c in ("\n", "\r"):
                        continue
                    if c == "\0end":
                        state = "done"
                    else:
                        raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")
                if len(text) > _limit:
                    raise Error(f"field larger than field limit ({_limit})")
            if state == "start":
                return fields
            if state == "done":
                return fields


class _Writer:
    def __init__(self, file, format):
        self._write = file.write
        self.dialect = format

    def writerow(self, row):
        """Construct and write a CSV record from an iterable of fields."""
        try:
            iterator = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        dialect = self.dialect
        parts = []
        only_empty = False
        for field in iterator:
            quoting = dialect.quoting
            if quoting == QUOTE_NONNUMERIC:
                quoted = not isinstance(field, (int, float))
            elif quoting == QUOTE_ALL:
                quoted = True
            elif quoting == QUOTE_STRINGS:
                quoted = isinstance(field, str)
            elif quoting == QUOTE_NOTNULL:
                quoted = field is not None
            else:
                quoted = False
            text = "" if field is None else field if isinstance(field, str) else str(field)
            only_empty = not parts and text == ""
            if text == "" and field is None and quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
                only_empty = not parts
            parts.append(self._field(text, quoted))
        if only_empty and len(parts) == 1 and parts[0] == "":
            if dialect.quoting == QUOTE_NONE or dialect.quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
                raise Error("single empty field record must be quoted")
            parts[0] = dialect.quotechar * 2
        return self._write(dialect.delimiter.join(parts) + dialect.lineterminator)

    def _field(self, text, quoted):
        dialect = self.dialect
        out = []
        special = (dialect.delimiter, dialect.escapechar, dialect.quotechar, "\r", "\n")
        for c in text:
            if c in special or c in dialect.lineterminator:
                want_escape = False
                if dialect.quoting == QUOTE_NONE:
                    want_escape = True
                else:
                    if c == dialect.quotechar:
                        if dialect.doublequote:
                            out.append(c)
                        else:
                            want_escape = True
                    elif c == dialect.escapechar:
                        want_escape = True
                    if not want_escape:
                        quoted = True
                if want_escape:
                    if dialect.escapechar is None:
                        raise Error("need to escape, but no escapechar set")
                    out.append(dialect.escapechar)
            elif c == " " and dialect.delimiter == " " and False:
                pass
            out.append(c)
        text = "".join(out)
        return dialect.quotechar + text + dialect.quotechar if quoted else text

    def writerows(self, rows):
        """Construct and write a series of iterables to a csv file."""
        for row in rows:
            self.writerow(row)


def reader(iterable, /, dialect=None, **fmtparams):
    """Return a reader object that will process lines from the given iterable."""
    return _Reader(iterable, _Format(dialect, fmtparams))


def writer(fileobj, /, dialect=None, **fmtparams):
    """Return a writer object that will write user data on the given file object."""
    if not hasattr(fileobj, "write"):
        raise TypeError('argument 1 must have a "write" method')
    return _Writer(fileobj, _Format(dialect, fmtparams))


def register_dialect(name, dialect=None, **fmtparams):
    """Create a mapping from a string name to a CVS dialect."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Format(dialect, fmtparams)


def unregister_dialect(name):
    """Delete the name/dialect mapping associated with a string name."""
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    """Return the dialect instance associated with name."""
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    """Return a list of all known dialect names."""
    return list(_dialects)


def field_size_limit(limit=None, /):
    """Sets an upper limit on parsed fields; returns the old one."""
    global _limit
    old = _limit
    if limit is not None:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _limit = limit
    return old


_dialects["excel"] = excel
_dialects["excel-tab"] = excel_tab
_dialects["unix"] = unix_dialect


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        d = dict(zip(self.fieldnames, row))
        lf = len(self.fieldnames)
        lr = len(row)
        if lf < lr:
            d[self.restkey] = row[lf:]
        elif lf > lr:
            for key in self.fieldnames[lr:]:
                d[key] = self.restval
        return d


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        header = dict(zip(self.fieldnames, self.fieldnames))
        return self.writerow(header)

    def _dict_to_list(self, rowdict):
        if self.extrasaction == "raise":
            wrong = [key for key in rowdict if key not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(x) for x in wrong]))
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows([self._dict_to_list(row) for row in rowdicts])


class Sniffer:
    """Guesses the delimiter and whether there is a header."""

    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        """Returns a dialect (or raises Error) corresponding to the sample."""
        lines = [line for line in sample.splitlines() if line]
        for candidate in self.preferred if delimiters is None else delimiters:
            counts = {line.count(candidate) for line in lines}
            if len(counts) == 1 and counts != {0}:

                class dialect(excel):
                    _name = "sniffed"
                    lineterminator = "\r\n"

                dialect.delimiter = candidate
                return dialect
        raise Error("Could not determine delimiter")

"""Dates and times.

Days are counted from 0001-01-01, which is day 1; a timedelta is normalised to days, seconds and microseconds.
"""

import math as _math
import time as _time

MINYEAR = 1
MAXYEAR = 9999

_MAX_ORDINAL = 3652059
_DAYS_BEFORE = [0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]
_DAYS_IN = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
_DAY_NAMES = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_MONTH_NAMES = ["", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def _shown(cls):
    """A class as `repr` names it."""
    name = cls.__qualname__
    return f"datetime.{name}" if cls.__module__ == "datetime" else name


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _DAYS_IN[month]


def _days_before_year(year):
    y = year - 1
    return y * 365 + y // 4 - y // 100 + y // 400


def _days_before_month(year, month):
    return _DAYS_BEFORE[month] + (1 if month > 2 and _is_leap(year) else 0)


def _ordinal(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


def _from_ordinal(n):
    """Year, month and day of an ordinal."""
    n -= 1
    cycles, n = divmod(n, 146097)
    centuries, n = divmod(n, 36524)
    fours, n = divmod(n, 1461)
    ones, n = divmod(n, 365)
    year = cycles * 400 + centuries * 100 + fours * 4 + ones + 1
    if ones == 4 or centuries == 4:
        return year - 1, 12, 31
    month = (n + 50) >> 5
    before = _days_before_month(year, month)
    if before > n:
        month -= 1
        before = _days_before_month(year, month)
    return year, month, n - before + 1


def _iso_week1_monday(year):
    first = _ordinal(year, 1, 1)
    weekday = (first + 6) % 7
    monday = first - weekday
    return monday + 7 if weekday > 3 else monday


def _index(value):
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    try:
        return value.__index__()
    except AttributeError:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer") from None


def _check_date(year, month, day):
    year = _index(year)
    month = _index(month)
    day = _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour = _index(hour)
    minute = _index(minute)
    second = _index(second)
    microsecond = _index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond, fold


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def _offset_text(offset, sep=":"):
    """`+02:00`, with seconds and microseconds where there are some."""
    if offset is None:
        return ""
    sign = "+"
    if offset.days < 0:
        sign = "-"
        offset = -offset
    hours, rest = divmod(offset.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    text = f"{sign}{hours:02d}{sep}{minutes:02d}"
    if seconds or offset.microseconds:
        text += f"{sep}{seconds:02d}"
        if offset.microseconds:
            text += f".{offset.microseconds:06d}"
    return text


def _time_text(hour, minute, second, microsecond, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    if timespec == "hours":
        return f"{hour:02d}"
    if timespec == "minutes":
        return f"{hour:02d}:{minute:02d}"
    if timespec == "seconds":
        return f"{hour:02d}:{minute:02d}:{second:02d}"
    if timespec == "milliseconds":
        return f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond // 1000:03d}"
    if timespec == "microseconds":
        return f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond:06d}"
    raise ValueError("Unknown timespec value")


def _strftime(value, format, timetuple):
    """What `time.strftime` does not know is filled in before."""
    out = []
    i = 0
    n = len(format)
    while i < n:
        c = format[i]
        i += 1
        if c != "%" or i == n:
            out.append(c)
            continue
        c = format[i]
        i += 1
        if c == "f":
            out.append(f"{getattr(value, 'microsecond', 0):06d}")
        elif c == "z":
            out.append(_offset_text(value.utcoffset(), "") if hasattr(value, "utcoffset") else "")
        elif c == ":" and format[i:i + 1] == "z":
            i += 1
            out.append(_offset_text(value.utcoffset()) if hasattr(value, "utcoffset") else "")
        elif c == "Z":
            name = value.tzname() if hasattr(value, "tzname") else None
            out.append((name or "").replace("%", "%%"))
        elif c == "s":
            out.append(str(int(value.timestamp())) if hasattr(value, "timestamp") else "%s")
        else:
            out.append("%" + c)
    return _time.strftime("".join(out), timetuple)


def _digits(text, start, count):
    part = text[start:start + count]
    if len(part) != count or not (part.isascii() and part.isdigit()):
        raise ValueError
    return int(part)


def _parse_iso_date(text):
    """Year, month, day of `2024-05-06`, `20240506`, `2024-W19-1`, `2024W191`, `2024-W19`."""
    year = _digits(text, 0, 4)
    if len(text) < 7:
        raise ValueError
    dashed = text[4] == "-"
    pos = 5 if dashed else 4
    if text[pos] == "W":
        week = _digits(text, pos + 1, 2)
        pos += 3
        day = 1
        if len(text) > pos:
            if dashed:
                if text[pos] != "-":
                    raise ValueError
                pos += 1
            if len(text) != pos + 1:
                raise ValueError
            day = _digits(text, pos, 1)
        return _iso_to_gregorian(year, week, day)
    month = _digits(text, pos, 2)
    pos += 2
    if dashed:
        if text[pos:pos + 1] != "-":
            raise ValueError
        pos += 1
    day = _digits(text, pos, 2)
    if len(text) != pos + 2:
        raise ValueError
    return year, month, day


def _iso_to_gregorian(year, week, day):
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    if not 0 < week < 53:
        out_of_range = True
        if week == 53:
            first_weekday = _ordinal(year, 1, 1) % 7
            if first_weekday == 4 or (first_weekday == 3 and _is_leap(year)):
                out_of_range = False
        if out_of_range:
            raise ValueError(f"Invalid week: {week}")
    if not 0 < day < 8:
        raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
    return _from_ordinal(_iso_week1_monday(year) + (week - 1) * 7 + day - 1)


def _parse_clock(text):
    """Hour, minute, second, microsecond of `12`, `12:34`, `1234`, `12:34:56.789`."""
    fields = [0, 0, 0, 0]
    pos = 0
    n = len(text)
    colons = text[2:3] == ":"
    for index in range(3):
        fields[index] = _digits(text, pos, 2)
        pos += 2
        if pos == n or index == 2:
            break
        if text[pos] in ".,":
            raise ValueError
        if colons:
            if text[pos] != ":":
                raise ValueError
            pos += 1
    if pos < n:
        if text[pos] not in ".,":
            raise ValueError
        part = text[pos + 1:]
        if not part or not (part.isascii() and part.isdigit()):
            raise ValueError
        fields[3] = int((part + "000000")[:6])
    return fields


def _parse_iso_time(text):
    """The fields of a time with an offset, and its tzinfo."""
    if len(text) < 2:
        raise ValueError
    zone = None
    position = -1
    for i, c in enumerate(text):
        if c in "+-Z":
            position = i
            break
    clock = text if position < 0 else text[:position]
    fields = _parse_clock(clock)
    if position >= 0:
        if text[position] == "Z":
            if position != len(text) - 1:
                raise ValueError
            zone = timezone.utc
        else:
            hours, minutes, seconds, micros = _parse_clock(text[position + 1:])
            delta = timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=micros)
            if not delta:
                zone = timezone.utc
            else:
                zone = timezone(-delta if text[position] == "-" else delta)
    return fields, zone


class timedelta:
    """Difference between two datetime values.

    timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)

    All arguments are optional and default to 0.
    Arguments may be integers or floats, and may be positive or negative.
    """

    __tp_name__ = "datetime.timedelta"

    __slots__ = ("_days", "_seconds", "_microseconds")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = 0
        fraction = 0.0
        for name, value, factor in (
            ("microseconds", microseconds, 1), ("milliseconds", milliseconds, 1000), ("seconds", seconds, 1000000),
            ("minutes", minutes, 60000000), ("hours", hours, 3600000000), ("days", days, 86400000000),
            ("weeks", weeks, 604800000000),
        ):
            if isinstance(value, int):
                total += value * factor
            elif isinstance(value, float):
                if value:
                    whole = int(value)
                    total += whole * factor
                    part = (value - whole) * factor
                    whole = int(part)
                    total += whole
                    fraction += part - whole
            else:
                raise TypeError(
                    f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if fraction:
            whole = round(fraction)
            if abs(fraction - int(fraction)) == 0.5 and (total + whole) % 2:
                whole = int(fraction) + (0 if (total + int(fraction)) % 2 == 0 else (1 if fraction > 0 else -1))
            total += whole
        return cls._of(total)

    @classmethod
    def _of(cls, microseconds):
        seconds, micros = divmod(microseconds, 1000000)
        days, seconds = divmod(seconds, 86400)
        if abs(days) > 2147483647:
            raise OverflowError("Python int too large to convert to C int")
        if abs(days) > 999999999:
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        self = object.__new__(cls)
        self._days = days
        self._seconds = seconds
        self._microseconds = micros
        return self

    def _total(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    @property
    def days(self):
        """Number of days."""
        return self._days

    @property
    def seconds(self):
        """Number of seconds (>= 0 and less than 1 day)."""
        return self._seconds

    @property
    def microseconds(self):
        """Number of microseconds (>= 0 and less than 1 second)."""
        return self._microseconds

    def total_seconds(self):
        """Total seconds in the duration."""
        return self._total() / 1000000

    def __repr__(self):
        args = []
        if self._days:
            args.append(f"days={self._days}")
        if self._seconds:
            args.append(f"seconds={self._seconds}")
        if self._microseconds:
            args.append(f"microseconds={self._microseconds}")
        return f"{_shown(self.__class__)}({', '.join(args) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = f"{hours}:{minutes:02d}:{seconds:02d}"
        if self._days:
            plural = "" if abs(self._days) == 1 else "s"
            text = f"{self._days} day{plural}, {text}"
        if self._microseconds:
            text += f".{self._microseconds:06d}"
        return text

    def __add__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() + other._total())
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() - other._total())
        return NotImplemented

    def __rsub__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(other._total() - self._total())
        return NotImplemented

    def __neg__(self):
        return timedelta._of(-self._total())

    def __pos__(self):
        return self

    def __abs__(self):
        return -self if self._days < 0 else self

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._total() * other)
        if isinstance(other, float):
            numerator, denominator = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(self._total() * numerator, denominator))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._total() // other._total()
        if isinstance(other, int):
            return timedelta._of(self._total() // other)
        return NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._total() / other._total()
        if isinstance(other, int):
            return timedelta._of(_divide_and_round(self._total(), other))
        if isinstance(other, float):
            numerator, denominator = other.as_integer_ratio()
            return timedelta._of(_divide_and_round(denominator * self._total(), numerator))
        return NotImplemented

    def __mod__(self, other):
        if isinstance(other, timedelta):
            return timedelta._of(self._total() % other._total())
        return NotImplemented

    def __divmod__(self, other):
        if isinstance(other, timedelta):
            q, r = divmod(self._total(), other._total())
            return q, timedelta._of(r)
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, timedelta):
            return self._total() == other._total()
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, timedelta):
            return self._total() < other._total()
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, timedelta):
            return self._total() <= other._total()
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, timedelta):
            return self._total() > other._total()
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, timedelta):
            return self._total() >= other._total()
        return NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return self._total() != 0

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _divide_and_round(a, b):
    """a / b as the nearest integer, halves to the even one."""
    q, r = divmod(a, b)
    r *= 2
    greater_than_half = r > b if b > 0 else r < b
    if greater_than_half or r == b and q % 2 == 1:
        q += 1
    return q


timedelta.min = timedelta._of(-999999999 * 86400000000)
timedelta.max = timedelta._of(999999999 * 86400000000 + 86399999999)
timedelta.resolution = timedelta._of(1)


class tzinfo:
    """Abstract base class for time zone info objects."""

    __tp_name__ = "datetime.tzinfo"

    __slots__ = ()

    def tzname(self, dt):
        """datetime -> string name of time zone."""
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        """datetime -> timedelta showing offset from UTC, negative values indicating West of UTC"""
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        """datetime -> DST offset as timedelta positive east of UTC."""
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        """datetime in UTC -> datetime in local time."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        dst = dt.dst()
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        delta = offset - dst
        if delta:
            dt += delta
            dst = dt.dst()
            if dst is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + dst


class timezone(tzinfo):
    """Fixed offset from UTC implementation of tzinfo."""

    __tp_name__ = "datetime.timezone"

    __slots__ = ("_offset", "_name")

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if name is None:
            if not offset:
                return cls.utc
        elif not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        if not -86400000000 < offset._total() < 86400000000:
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not "
                f"{offset!r}.")
        return cls._make(offset, name)

    @classmethod
    def _make(cls, offset, name=None):
        self = object.__new__(cls)
        self._offset = offset
        self._name = name
        return self

    def __eq__(self, other):
        if isinstance(other, timezone):
            return self._offset == other._offset
        return NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is self.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"datetime.timezone({self._offset!r})"
        return f"datetime.timezone({self._offset!r}, {self._name!r})"

    def __str__(self):
        return self.tzname(None)

    def utcoffset(self, dt):
        """Return fixed offset."""
        if isinstance(dt, datetime) or dt is None:
            return self._offset
        raise TypeError(f"utcoffset(dt) argument must be a datetime instance or None, not {type(dt).__name__}")

    def tzname(self, dt):
        """If name is specified when timezone is created, returns the name.  Otherwise returns offset as 'UTC(+|-)HH:MM'."""
        if isinstance(dt, datetime) or dt is None:
            if self._name is None:
                return "UTC" + _offset_text(self._offset) if self._offset else "UTC"
            return self._name
        raise TypeError(f"tzname(dt) argument must be a datetime instance or None, not {type(dt).__name__}")

    def dst(self, dt):
        """Return None."""
        if isinstance(dt, datetime) or dt is None:
            return None
        raise TypeError(f"dst(dt) argument must be a datetime instance or None, not {type(dt).__name__}")

    def fromutc(self, dt):
        """datetime in UTC -> datetime in local time."""
        if isinstance(dt, datetime):
            if dt.tzinfo is not self:
                raise ValueError("fromutc: dt.tzinfo is not self")
            return dt + self._offset
        raise TypeError("fromutc: argument must be a datetime instance")

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


timezone.utc = timezone._make(timedelta._of(0))
timezone.min = timezone._make(timedelta._of(-86340000000))
timezone.max = timezone._make(timedelta._of(86340000000))
UTC = timezone.utc


class IsoCalendarDate(tuple):
    """The result of date.isocalendar() or datetime.isocalendar()."""

    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))

    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


class date:
    """date(year, month, day) --> date object"""

    __tp_name__ = "datetime.date"

    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year, month=None, day=None):
        if month is None:
            raise TypeError("function missing required argument 'month' (pos 2)")
        if day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        year, month, day = _check_date(year, month, day)
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        return self

    @classmethod
    def fromtimestamp(cls, timestamp):
        """Create a date from a POSIX timestamp."""
        if timestamp is None:
            raise TypeError("'NoneType' object cannot be interpreted as an integer")
        t = _time.localtime(timestamp)
        return cls(t.tm_year, t.tm_mon, t.tm_mday)

    @classmethod
    def today(cls):
        """Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        """int -> date corresponding to a proleptic Gregorian ordinal."""
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        if n > _MAX_ORDINAL:
            raise ValueError(f"year is out of range")
        y, m, d = _from_ordinal(n)
        return cls(y, m, d)

    @classmethod
    def fromisoformat(cls, date_string):
        """Construct a date from a string in ISO 8601 format."""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        if len(date_string) not in (7, 8, 10):
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        try:
            year, month, day = _parse_iso_date(date_string)
        except ValueError as error:
            if error.args:
                raise
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(year, month, day)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """int, int, int -> Construct a date from the ISO year, week number and weekday."""
        y, m, d = _iso_to_gregorian(year, week, day)
        return cls(y, m, d)

    def __repr__(self):
        return f"{_shown(self.__class__)}({self._year}, {self._month}, {self._day})"

    def ctime(self):
        """Return ctime() style string."""
        weekday = self.toordinal() % 7 or 7
        return f"{_DAY_NAMES[weekday - 1]} {_MONTH_NAMES[self._month]} {self._day:2d} 00:00:00 {self._year:04d}"

    def strftime(self, format):
        """Format using strftime()."""
        return _strftime(self, format, self.timetuple())

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError(f"must be str, not {type(fmt).__name__}")
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        """Return string in ISO 8601 format, YYYY-MM-DD."""
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def __str__(self):
        return self.isoformat()

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        return _time_tuple(self._year, self._month, self._day, 0, 0, 0, -1)

    def toordinal(self):
        """Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1."""
        return _ordinal(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        """Return date with new specified fields."""
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day)

    __replace__ = replace

    def _key(self):
        return (self._year, self._month, self._day)

    def _is_comparable(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        if self._is_comparable(other):
            return self._key() == other._key()
        return NotImplemented

    def __lt__(self, other):
        if self._is_comparable(other):
            return self._key() < other._key()
        return NotImplemented

    def __le__(self, other):
        if self._is_comparable(other):
            return self._key() <= other._key()
        return NotImplemented

    def __gt__(self, other):
        if self._is_comparable(other):
            return self._key() > other._key()
        return NotImplemented

    def __ge__(self, other):
        if self._is_comparable(other):
            return self._key() >= other._key()
        return NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if isinstance(other, timedelta):
            ordinal = self.toordinal() + other.days
            if 0 < ordinal <= _MAX_ORDINAL:
                return type(self).fromordinal(ordinal)
            raise OverflowError("date value out of range")
        return NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def weekday(self):
        """Return the day of the week represented by the date.  Monday == 0 ... Sunday == 6"""
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        """Return the day of the week represented by the date.  Monday == 1 ... Sunday == 7"""
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        """Return a named tuple containing ISO year, week number, and weekday."""
        year = self._year
        monday = _iso_week1_monday(year)
        today = self.toordinal()
        week, day = divmod(today - monday, 7)
        if week < 0:
            year -= 1
            monday = _iso_week1_monday(year)
            week, day = divmod(today - monday, 7)
        elif week >= 52 and today >= _iso_week1_monday(year + 1):
            year += 1
            week = 0
        return IsoCalendarDate(year, week + 1, day + 1)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _time_tuple(y, m, d, hh, mm, ss, dstflag):
    weekday = (_ordinal(y, m, d) + 6) % 7
    day = _days_before_month(y, m) + d
    return _time.struct_time((y, m, d, hh, mm, ss, weekday, day, dstflag))


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


def _call_offset(tz, name, dt):
    offset = tz.utcoffset(dt) if name == "utcoffset" else tz.dst(dt)
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or a timedelta, not '{type(offset).__name__}'")
    if not -86400000000 < offset._total() < 86400000000:
        raise ValueError(
            "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
    return offset


class time:
    """time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object

    All arguments are optional. tzinfo may be None, or an instance of
    a tzinfo subclass. The remaining arguments may be ints.
    """

    __tp_name__ = "datetime.time"

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        self._fold = fold
        return self

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    @classmethod
    def fromisoformat(cls, time_string):
        """Construct a time from a string in one of the ISO 8601 formats."""
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            fields, zone = _parse_iso_time(time_string.removeprefix("T"))
            return cls(fields[0], fields[1], fields[2], fields[3], tzinfo=zone)
        except ValueError as error:
            if error.args:
                raise
            raise ValueError(f"Invalid isoformat string: {time_string!r}") from None

    def _micros(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def _compare(self, other, equality):
        """The sign of the difference; 2 where times with and without zone are never equal."""
        mine = self._tzinfo
        theirs = other._tzinfo
        if mine is theirs:
            a = b = None
        else:
            a = self.utcoffset()
            b = other.utcoffset()
        if a == b:
            x, y = self._micros(), other._micros()
        elif a is None or b is None:
            if equality:
                return 2
            raise TypeError("can't compare offset-naive and offset-aware times")
        else:
            x = self._micros() - a._total()
            y = other._micros() - b._total()
        return (x > y) - (x < y)

    def __eq__(self, other):
        if isinstance(other, time):
            return self._compare(other, True) == 0
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, time):
            return self._compare(other, False) < 0
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, time):
            return self._compare(other, False) <= 0
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, time):
            return self._compare(other, False) > 0
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, time):
            return self._compare(other, False) >= 0
        return NotImplemented

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._micros() - (offset._total() if offset else 0))

    def __repr__(self):
        if self._microsecond:
            rest = f", {self._second}, {self._microsecond}"
        elif self._second:
            rest = f", {self._second}"
        else:
            rest = ""
        text = f"{_shown(self.__class__)}({self._hour}, {self._minute}{rest})"
        return _with_zone(text, self._tzinfo, self._fold)

    def isoformat(self, timespec="auto"):
        """Return string in ISO 8601 format, [HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM]."""
        text = _time_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        return text + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        """Format using strftime()."""
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError(f"must be str, not {type(fmt).__name__}")
        return self.strftime(fmt) if fmt else str(self)

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        return None if self._tzinfo is None else _call_offset(self._tzinfo, "utcoffset", None)

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return None if self._tzinfo is None else _call_offset(self._tzinfo, "dst", None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        """Return time with new specified fields."""
        return type(self)(
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second, self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _with_zone(text, zone, fold):
    if zone is not None:
        text = f"{text[:-1]}, tzinfo={zone!r})"
    if fold:
        text = f"{text[:-1]}, fold=1)"
    return text


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)

_EPOCH_ORDINAL = 719163


class datetime(date):
    """datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])

    The year, month and day arguments are required. tzinfo may be None, or an
    instance of a tzinfo subclass. The remaining arguments may be ints.
    """

    __tp_name__ = "datetime.datetime"

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if month is None:
            raise TypeError("function missing required argument 'month' (pos 2)")
        if day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        year, month, day = _check_date(year, month, day)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        self = object.__new__(cls)
        self._year = year
        self._month = month
        self._day = day
        self._hour = hour
        self._minute = minute
        self._second = second
        self._microsecond = microsecond
        self._tzinfo = tzinfo
        self._fold = fold
        return self

    @property
    def hour(self):
        return self._hour

    @property
    def minute(self):
        return self._minute

    @property
    def second(self):
        return self._second

    @property
    def microsecond(self):
        return self._microsecond

    @property
    def tzinfo(self):
        return self._tzinfo

    @property
    def fold(self):
        return self._fold

    @classmethod
    def _at(cls, micros, tz):
        """A moment in microseconds since 1970, in UTC."""
        days, rest = divmod(micros, 86400000000)
        ordinal = days + _EPOCH_ORDINAL
        if not 0 < ordinal <= _MAX_ORDINAL:
            raise ValueError(f"year {1970 + days * 400 // 146097} is out of range")
        y, m, d = _from_ordinal(ordinal)
        seconds, micro = divmod(rest, 1000000)
        minutes, second = divmod(seconds, 60)
        hour, minute = divmod(minutes, 60)
        return cls(y, m, d, hour, minute, second, micro, tz)

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """timestamp[, tz] -> tz's local time from POSIX timestamp."""
        _check_tzinfo(tz)
        micros = _micros_of(timestamp)
        if tz is None:
            t = _time.localtime(micros // 1000000)
            return cls(t.tm_year, t.tm_mon, t.tm_mday, t.tm_hour, t.tm_min, min(t.tm_sec, 59), micros % 1000000)
        return tz.fromutc(cls._at(micros, tz))

    @classmethod
    def utcfromtimestamp(cls, t):
        """Construct a naive UTC datetime from a POSIX timestamp."""
        return cls._at(_micros_of(t), None)

    @classmethod
    def now(cls, tz=None):
        """Returns new datetime object representing current time local to tz."""
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        """Return a new datetime representing UTC day and time."""
        return cls._at(_time.time_ns() // 1000, None)

    @classmethod
    def today(cls):
        """Current date or datetime:  same as self.__class__.fromtimestamp(time.time())."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        """date, time -> datetime with same date and time fields"""
        if tzinfo is True:
            tzinfo = time.tzinfo
        return cls(
            date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond, tzinfo,
            fold=time.fold)

    @classmethod
    def fromordinal(cls, n):
        """int -> date corresponding to a proleptic Gregorian ordinal."""
        if n < 1:
            raise ValueError("ordinal must be >= 1")
        y, m, d = _from_ordinal(n)
        return cls(y, m, d)

    @classmethod
    def fromisoformat(cls, date_string):
        """string -> datetime from a string in most ISO 8601 formats"""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            return _datetime_from_iso(cls, date_string)
        except ValueError as error:
            if error.args:
                raise
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None

    @classmethod
    def strptime(cls, date_string, format):
        """string, format -> new datetime parsed from a string (like time.strptime())."""
        y, m, d, hh, mm, ss, micros, zone = _strptime(date_string, format)
        return cls(y, m, d, hh, mm, ss, micros, zone)

    def timetuple(self):
        """Return time tuple, compatible with time.localtime()."""
        dst = self.dst()
        flag = -1 if dst is None else int(bool(dst))
        return _time_tuple(self._year, self._month, self._day, self._hour, self._minute, self._second, flag)

    def utctimetuple(self):
        """Return UTC time tuple, compatible with time.localtime()."""
        offset = self.utcoffset()
        if offset:
            self -= offset
        return _time_tuple(self._year, self._month, self._day, self._hour, self._minute, self._second, 0)

    def _wall(self):
        """Microseconds since 1970-01-01 on the clock shown."""
        days = self.toordinal() - _EPOCH_ORDINAL
        return (((days * 24 + self._hour) * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def timestamp(self):
        """Return POSIX timestamp as float."""
        if self._tzinfo is None:
            seconds = _time.mktime((
                self._year, self._month, self._day, self._hour, self._minute, self._second, 0, 0, -1))
            return seconds + self._microsecond / 1e6
        return (self._wall() - self.utcoffset()._total()) / 1000000

    def date(self):
        """Return date object with same year, month and day."""
        return date(self._year, self._month, self._day)

    def time(self):
        """Return time object with same time but with tzinfo=None."""
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        """Return time object with same time and tzinfo."""
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        """Return datetime with new specified fields."""
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day, self._hour if hour is None else hour,
            self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def astimezone(self, tz=None):
        """tz -> convert to local time in new timezone tz"""
        if tz is None:
            tz = _local_zone(self)
        elif not isinstance(tz, tzinfo):
            raise TypeError(f"tz argument must be an instance of tzinfo")
        mine = self._tzinfo
        if mine is None:
            mine = _local_zone(self)
            offset = mine.utcoffset(self)
        elif tz is mine:
            return self
        else:
            offset = mine.utcoffset(self)
            if offset is None:
                offset = _local_zone(self).utcoffset(None)
        utc = (self - offset).replace(tzinfo=tz)
        return tz.fromutc(utc)

    def ctime(self):
        """Return ctime() style string."""
        weekday = self.toordinal() % 7 or 7
        clock = f"{self._hour:02d}:{self._minute:02d}:{self._second:02d}"
        return f"{_DAY_NAMES[weekday - 1]} {_MONTH_NAMES[self._month]} {self._day:2d} {clock} {self._year:04d}"

    def isoformat(self, sep="T", timespec="auto"):
        """[sep] -> string in ISO 8601 format, YYYY-MM-DDT[HH[:MM[:SS[.mmm[uuu]]]]][+HH:MM]."""
        day = f"{self._year:04d}-{self._month:02d}-{self._day:02d}"
        clock = _time_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        return day + sep + clock + _offset_text(self.utcoffset())

    def __repr__(self):
        fields = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        if fields[-1] == 0:
            del fields[-1]
        if fields[-1] == 0:
            del fields[-1]
        text = f"{_shown(self.__class__)}({', '.join(map(str, fields))})"
        return _with_zone(text, self._tzinfo, self._fold)

    def __str__(self):
        return self.isoformat(sep=" ")

    def utcoffset(self):
        """Return self.tzinfo.utcoffset(self)."""
        return None if self._tzinfo is None else _call_offset(self._tzinfo, "utcoffset", self)

    def tzname(self):
        """Return self.tzinfo.tzname(self)."""
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        """Return self.tzinfo.dst(self)."""
        return None if self._tzinfo is None else _call_offset(self._tzinfo, "dst", self)

    def _compare(self, other, equality):
        if self._tzinfo is other._tzinfo:
            a = b = None
        else:
            a = self.utcoffset()
            b = other.utcoffset()
        if a == b:
            x, y = self._wall(), other._wall()
        elif a is None or b is None:
            if equality:
                return 2
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        else:
            x = self._wall() - a._total()
            y = other._wall() - b._total()
        return (x > y) - (x < y)

    def __eq__(self, other):
        if isinstance(other, datetime):
            return self._compare(other, True) == 0
        return NotImplemented

    def __lt__(self, other):
        if isinstance(other, datetime):
            return self._compare(other, False) < 0
        return NotImplemented

    def __le__(self, other):
        if isinstance(other, datetime):
            return self._compare(other, False) <= 0
        return NotImplemented

    def __gt__(self, other):
        if isinstance(other, datetime):
            return self._compare(other, False) > 0
        return NotImplemented

    def __ge__(self, other):
        if isinstance(other, datetime):
            return self._compare(other, False) >= 0
        return NotImplemented

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._wall() - (offset._total() if offset else 0))

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        days, rest = divmod(self._wall() + other._total(), 86400000000)
        ordinal = days + _EPOCH_ORDINAL
        if not 0 < ordinal <= _MAX_ORDINAL:
            raise OverflowError("date value out of range")
        return type(self)._at((ordinal - _EPOCH_ORDINAL) * 86400000000 + rest, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        difference = self._wall() - other._wall()
        if self._tzinfo is not other._tzinfo:
            a = self.utcoffset()
            b = other.utcoffset()
            if a != b:
                if a is None or b is None:
                    raise TypeError("can't subtract offset-naive and offset-aware datetimes")
                difference += b._total() - a._total()
        return timedelta._of(difference)


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)


def _micros_of(timestamp):
    """A timestamp in microseconds, halves to the even one."""
    if isinstance(timestamp, int):
        return timestamp * 1000000
    if not isinstance(timestamp, float):
        raise TypeError(f"'{type(timestamp).__name__}' object cannot be interpreted as an integer")
    if timestamp != timestamp:
        raise ValueError("cannot convert float NaN to integer")
    fraction, whole = _math.modf(timestamp)
    return int(whole) * 1000000 + round(fraction * 1e6)


def _local_zone(moment):
    """The zone of local time."""
    seconds = -_time.timezone
    return timezone._make(timedelta(seconds=seconds), _time.tzname[0])


def _datetime_from_iso(cls, text):
    if len(text) < 7:
        raise ValueError
    end = _date_end(text)
    year, month, day = _parse_iso_date(text[:end])
    rest = text[end:]
    if not rest:
        return cls(year, month, day)
    fields, zone = _parse_iso_time(rest[1:])
    return cls(year, month, day, fields[0], fields[1], fields[2], fields[3], zone)


def _date_end(text):
    """Where the separator between date and time stands."""
    if text[4] == "-":
        if text[5] == "W":
            return 10 if text[8:9] == "-" and text[9:10].isdigit() and (len(text) == 10 or not text[10].isdigit()) else 8
        return 10
    if text[4] == "W":
        end = 7
        while end < len(text) and text[end].isdigit():
            end += 1
        if end < 9:
            return end
        return 7 if end % 2 == 0 else 8
    return 8


def _strptime(text, format):
    """The fields of a text: what `time.strptime` knows, and %f, %z, %Z."""
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 1 must be str, not {type(text).__name__}")
    if not isinstance(format, str):
        raise TypeError(f"strptime() argument 2 must be str, not {type(format).__name__}")
    t, micros, offset, name = _time._strptime(text, format)
    zone = None
    if offset is not None:
        delta = timedelta(microseconds=offset)
        zone = timezone(delta, name) if name else timezone(delta)
    return t[0], t[1], t[2], t[3], t[4], t[5], micros, zone

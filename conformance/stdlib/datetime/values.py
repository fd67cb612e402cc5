"""datetime: date, time, datetime, timedelta, timezone: making, text, arithmetic, comparison."""

from datetime import MAXYEAR, MINYEAR, UTC, date, datetime, time, timedelta, timezone, tzinfo
import datetime as dt

print(MINYEAR, MAXYEAR, UTC is timezone.utc, dt.date is date)
d = date(2024, 2, 29)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal(), d.ctime(), d.timetuple())
print(date.min, date.max, date.resolution, date.fromordinal(738000), date.fromisoformat("2024-12-30"), date.fromisocalendar(2024, 1, 1), d.replace(year=2023, day=1))
print([date.fromisoformat(s) for s in ("20240506", "2024-W19-1", "2024W191", "2024-W19")])
print(d + timedelta(days=366), d - timedelta(1), d - date(2023, 2, 28), d < date(2025, 1, 1), d == date(2024, 2, 29), hash(d) == hash(date(2024, 2, 29)))
print([date(y, 12, 31).isocalendar()[:2] for y in range(2015, 2027)], tuple(d.isocalendar()), d.isocalendar().week)
print(d.strftime("%d/%m/%y %A %B %j %U %W %V %G"), f"{d:%Y%m%d}", format(d, ""), sorted([date(2024, 3, 1), d])[0])

t = timedelta(days=1, hours=2, minutes=3, seconds=4, microseconds=5, weeks=1, milliseconds=6)
print(t, repr(t), t.days, t.seconds, t.microseconds, t.total_seconds(), -t, abs(-t), t * 2, 2 * t, t / 2, t // 3, t / timedelta(hours=1), t // timedelta(hours=1))
print(t % timedelta(days=1), divmod(t, timedelta(days=1)), timedelta(hours=-5), repr(timedelta(hours=-5)), timedelta(0), repr(timedelta()), bool(timedelta()), timedelta(seconds=0.1), timedelta(days=0.5))
print(timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(seconds=1.0000005), t * 0.1, t / 0.3, timedelta.max, timedelta.min, timedelta.resolution)
print(timedelta(1) > timedelta(hours=23), timedelta(1) == timedelta(hours=24), timedelta(1) + timedelta(hours=1), timedelta(1) - timedelta(2), str(timedelta(days=-1, seconds=1)), sum([timedelta(1), timedelta(2)], timedelta()))

a = datetime(2024, 5, 6, 7, 8, 9, 10)
print(a, repr(a), a.date(), a.time(), a.isoformat(), a.isoformat(" ", "minutes"), a.isoformat(timespec="milliseconds"), a.ctime(), a.timetuple()[:6], a.weekday())
print(repr(datetime(2024, 1, 1)), repr(datetime(2024, 1, 1, 1, 1)), repr(datetime(2024, 1, 1, 0, 0, 1)), datetime.min, datetime.max, datetime(2024, 1, 1).replace(hour=5, tzinfo=UTC))
print(a.strftime("%Y-%m-%d %H:%M:%S.%f %p %I %y %b %a %% %z|%Z|"), f"{a:%H:%M}", a + timedelta(hours=20), a - timedelta(days=400), a - datetime(2024, 1, 1), datetime.combine(d, time(1, 2, 3)))
print(datetime.fromisoformat("2024-05-06T07:08:09.123456+02:00"), datetime.fromisoformat("2024-05-06"), datetime.fromisoformat("2024-05-06 07:08"), datetime.fromisoformat("20240506T070809Z"), datetime.fromisoformat("2024-05-06T07:08:09.5"))
print(datetime.strptime("06/May/2024 07:08:09", "%d/%b/%Y %H:%M:%S"), datetime.strptime("2024-05-06 1:02 PM", "%Y-%m-%d %I:%M %p"), datetime.strptime("2024-05-06T01:02:03.25+0530", "%Y-%m-%dT%H:%M:%S.%f%z"), repr(datetime.strptime("12:30", "%H:%M")))
print(datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(1700000000.5, timezone.utc), datetime.fromtimestamp(-1.5, UTC), a.replace(tzinfo=UTC).timestamp(), datetime(1970, 1, 2, tzinfo=UTC).timestamp())

z = timezone(timedelta(hours=5, minutes=30))
n = timezone(timedelta(hours=-3), "BRT")
print(z, repr(z), n, repr(n), UTC, repr(UTC), z.utcoffset(None), n.tzname(None), z == timezone(timedelta(hours=5.5)), timezone(timedelta(0)) is UTC, timezone.min, timezone.max, timezone(timedelta(seconds=3723)))
b = datetime(2024, 5, 6, 12, 0, tzinfo=z)
print(b, repr(b), b.utcoffset(), b.tzname(), b.dst(), b.astimezone(UTC), b.astimezone(n), b == b.astimezone(n), b - datetime(2024, 5, 6, tzinfo=UTC), b.utctimetuple()[:5], b.timetz(), b.strftime("%z %Z %:z"))
print(hash(b) == hash(b.astimezone(n)), b < datetime(2024, 5, 6, 7, tzinfo=UTC), sorted([b, datetime(2024, 5, 6, 5, tzinfo=UTC)])[0], a == b, a != b, a == d, a.replace(fold=1))

c = time(7, 8, 9, 10, tzinfo=z)
print(c, repr(c), c.isoformat("hours"), c.strftime("%H-%M"), time.fromisoformat("04:23:01.000384"), time.fromisoformat("T0423"), time(1) < time(2), time(1, tzinfo=UTC) == time(6, 30, tzinfo=z), time.min, time.max, c.replace(hour=1), c.utcoffset(), repr(time()), repr(time(1, 2)), bool(time()))


class Eastern(tzinfo):
    def utcoffset(self, when):
        return timedelta(hours=-5) + self.dst(when)

    def dst(self, when):
        if when is not None and 4 <= when.month < 11:
            return timedelta(hours=1)
        return timedelta(0)

    def tzname(self, when):
        return "EDT" if self.dst(when) else "EST"


e = datetime(2024, 7, 1, 12, tzinfo=Eastern())
print(e, e.tzname(), e.dst(), e.astimezone(UTC), datetime(2024, 1, 1, 12, tzinfo=UTC).astimezone(Eastern()), e.replace(month=1))


class Stamp(datetime):
    pass


s = Stamp(2024, 1, 1)
print(repr(s), type(s + timedelta(1)).__name__, isinstance(s, date), type(s.replace(day=2)).__name__, type(Stamp.fromisoformat("2024-01-01")).__name__)

for call in (
    lambda: date(2023, 2, 29), lambda: date(2024, 13, 1), lambda: date(0, 1, 1), lambda: datetime(2024, 1, 1, 24), lambda: time(60), lambda: time(1, 60),
    lambda: date.fromisoformat("2024-5-6"), lambda: datetime.fromisoformat("nope"), lambda: time.fromisoformat("25:00"), lambda: a < b, lambda: a - b, lambda: d < 5,
    lambda: a < d, lambda: d + 1, lambda: timedelta("1"), lambda: timezone(timedelta(hours=24)), lambda: timezone(5), lambda: datetime.strptime("x", "%Y"),
    lambda: datetime.strptime("2024-02-30", "%Y-%m-%d"), lambda: datetime.strptime("2024 x", "%Y"), lambda: date.max + timedelta(1), lambda: datetime(2024, 1, 1, tzinfo=5),
    lambda: date("2024", 1, 1), lambda: date(2024.0, 1, 1), lambda: a.isoformat(timespec="x"), lambda: timedelta(10**10), lambda: tzinfo().utcoffset(None), lambda: timedelta(1) / 0, lambda: date(2024, 1),
):
    try:
        print(call())
    except (ValueError, TypeError, OverflowError, NotImplementedError, ZeroDivisionError) as error:
        print(type(error).__name__, error)

print(isinstance(datetime.now(), datetime), date.today() <= date.max, datetime.now(UTC).tzinfo, datetime.now() - datetime.now() < timedelta(1), (datetime.now(UTC) + timedelta(1)).tzname())

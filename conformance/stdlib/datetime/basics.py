"""datetime: arithmetic and formatting of fixed dates."""

from datetime import date, datetime, timedelta, timezone

d = date(2024, 2, 28)
print(d + timedelta(days=2), d.weekday(), d.isoformat(), d.strftime("%d/%m/%Y"), (date(2025, 1, 1) - d).days, d.replace(day=1), date.fromisoformat("2020-05-17"), d < date(2024, 3, 1))
t = datetime(2024, 1, 31, 23, 59, 30, 500000)
print(t, repr(t), t + timedelta(seconds=45), t.isoformat(), t.date(), t.time(), t.strftime("%H:%M:%S.%f"), datetime.strptime("2024-03-01 12:30", "%Y-%m-%d %H:%M"))
delta = timedelta(days=1, hours=5, minutes=30)
print(delta, delta.total_seconds(), delta * 2, -delta, delta / 2, timedelta(seconds=3661), repr(delta), delta.days, delta.seconds)
print(datetime(2024, 1, 1, tzinfo=timezone.utc).isoformat(), datetime.fromtimestamp(0, timezone.utc))
for bad in (lambda: date(2023, 2, 29), lambda: datetime.strptime("x", "%Y"), lambda: d - 5):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(error)

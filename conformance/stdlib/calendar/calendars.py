"""calendar: text calendars, iteration, functions."""

import calendar
from calendar import Calendar, TextCalendar

print(calendar.month(2024, 2))
print(TextCalendar(6).formatmonth(2023, 10, 3, 1))
print(calendar.calendar(2024)[:900])
print(calendar.isleap(2000), calendar.isleap(1900), calendar.leapdays(2000, 2025), calendar.weekday(2024, 5, 6), calendar.monthrange(2024, 2), calendar.monthcalendar(2024, 2))
c = Calendar(firstweekday=6)
print(list(c.iterweekdays()), list(c.itermonthdays(2024, 2))[:10], list(c.itermonthdays2(2024, 2))[:4], [str(d) for d in c.itermonthdates(2024, 2)][:3], c.monthdayscalendar(2024, 2)[0], len(c.yeardayscalendar(2024)), list(c.itermonthdays4(2024, 2))[0])
print(list(calendar.day_name), list(calendar.month_abbr), calendar.month_name[5], calendar.day_abbr[0], calendar.timegm((2024, 5, 6, 1, 2, 3)), calendar.weekheader(3), calendar.SUNDAY == 6, calendar.firstweekday())
print(calendar.HTMLCalendar().formatmonth(2024, 2)[:200])
for bad in (lambda: calendar.monthrange(2024, 13), lambda: calendar.setfirstweekday(9)):
    try:
        print(bad())
    except ValueError as e:
        print(type(e).__name__, e)

"""time: clocks go forward, sleep sleeps, fixed timestamps format the same."""

import time

a = time.perf_counter()
m = time.monotonic()
time.sleep(0.02)
b = time.perf_counter()
print(0.019 < b - a < 2, time.monotonic() > m, time.time() > 1_700_000_000, time.perf_counter_ns() > 0, type(time.time_ns()).__name__, time.process_time() >= 0)
print(time.gmtime(0)[:6], time.gmtime(1_700_000_000).tm_year, time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(1_700_000_000)), time.strftime("%a %b %d %j %p %I", time.gmtime(86400 * 40)))
t = time.gmtime(0)
print(t.tm_wday, t.tm_yday, t.tm_mon, t.tm_isdst, time.asctime(t))
print(time.strptime("2024-03-01", "%Y-%m-%d")[:3])
for bad in (lambda: time.sleep(-1), lambda: time.sleep("x")):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
time.sleep(0)


def timed(function):
    def wrapper(*args):
        start = time.perf_counter()
        result = function(*args)
        return result, time.perf_counter() - start >= 0
    return wrapper


print(timed(sum)([1, 2, 3]))

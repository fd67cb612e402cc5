"""Keys before values, conditions before elements, first iterable at once."""

log = []


def t(name, value):
    log.append(name)
    return value


{t(f"k{i}", i): t(f"v{i}", i) for i in t("iter", [1, 2]) if t(f"if{i}", True)}
print(log)
log.clear()
gen = (t("body", x) for x in t("first", [1]) for y in t("second", [1]))
print("made", log)
list(gen)
print(log)
try:
    broken = (x for x in 5)
except TypeError as error:
    print("at once:", error)
later = (x for x in [1] for y in 5)
try:
    list(later)
except TypeError as error:
    print("later:", error)
try:
    [1 // x for x in (1, 0)]
except ZeroDivisionError as error:
    print(error)

"""bisect: sorted insertion and search."""

import bisect

data = [1, 3, 3, 5]
print(bisect.bisect_left(data, 3), bisect.bisect_right(data, 3), bisect.bisect(data, 4), bisect.bisect_left(data, 0), bisect.bisect(data, 9))
bisect.insort(data, 4)
bisect.insort_left(data, 3)
print(data)


def grade(score, breakpoints=[60, 70, 80, 90], grades="FDCBA"):
    return grades[bisect.bisect(breakpoints, score)]


print([grade(s) for s in (33, 99, 77, 70, 89, 90, 100)])
rows = [("a", 1), ("b", 5), ("c", 9)]
print(bisect.bisect_left(rows, 5, key=lambda r: r[1]), bisect.bisect(data, 3, 0, 2))

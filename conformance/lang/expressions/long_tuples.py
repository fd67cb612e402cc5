t = (1, 2.0, "a", True, None, 3, 4, 5, 6, 7)
print(t, len(t), t[9], t == (1,), hash((1, 2, 3, 4, 5, 6, 7, 8, 9)) != 0)
a, b, c, d, e, f, g, h, i, j = t
print(a, j)
rows = [(1, "a", 2.0, 1, "b", 3.0, 2, "c", 4.0)]
for r in rows:
    print(r[0], r)
def k():
    return 1, 2, 3, 4, 5, 6, 7, 8, "x"
print(k()[8])
print("%d %d %d %d %d %d %d %d %d %s" % (1, 2, 3, 4, 5, 6, 7, 8, 9, "x"))

"""printf-style formatting."""

print("%s and %r" % ("a", "b"), "%d%%" % 50, "%5d|%-5d|%05d|%+d" % (42, 42, 42, 42))
print("%.2f %8.3f %e %g %G" % (3.14159, 2.5, 12345.678, 0.00001, 1e20))
print("%x %X %o %#x %#o %c %c" % (255, 255, 8, 255, 8, 65, "B"))
print("%(name)s is %(age)03d" % {"name": "Bob", "age": 7})
print("%s" % [1, 2], "%s" % (None,), "%10s|%-10s|%.2s" % ("abc", "abc", "abc"))
print("%*d|%.*f" % (6, 42, 2, 3.14159), "%d" % 3.99, "%i" % -3.99, "% d" % 5)
print("%a" % "é", "%s %s" % ("é", b"x"), "100%" % () if False else "ok", "%d" % 10**20)
for template, values in (("%d", "x"), ("%s %s", ("a",)), ("%s", ("a", "b")), ("%(k)s", {}), ("%y", 1), ("%", 1), ("%c", "ab"), ("%x", 1.5)):
    try:
        print(template % values)
    except (TypeError, ValueError, KeyError) as error:
        print(type(error).__name__, error)

"""io.StringIO as a file in memory."""

import io

f = io.StringIO("first\nsecond\nthird")
print(repr(f.readline()), f.read(3), f.tell(), f.read(), repr(f.read()))
f.seek(0)
print(f.readlines(), f.getvalue().count("\n"))
out = io.StringIO()
print("a", 1, file=out)
out.write("more")
out.writelines(["x", "y"])
print(repr(out.getvalue()))
for line in io.StringIO("l1\nl2\n"):
    print(repr(line))
with io.StringIO() as g:
    g.write("temp")
    print(g.getvalue())
try:
    g.write("closed")
except ValueError as error:
    print(error)
b = io.BytesIO(b"abc")
print(b.read(2), b.read(), b.getvalue())

"""print: sep, end, file, flush; str of everything."""

import sys

print()
print(1, "a", None, 2.5, [1, "x"], {"k": (1,)}, sep="|")
print("no newline", end="")
print(" ...", end="\n\n")
print("a", "b", sep="")
print(*range(5), sep=", ", end=".\n")
print("to stdout", file=sys.stdout, flush=True)
print("x", sep=None, end=None)
print([None, True, 1.0, "it's", b"b", {1}, (), frozenset([2]), range(2), ...])
print({"nested": {"list": [1, [2, [3]]], "t": ("a",)}})
for bad in (lambda: print("a", sep=1), lambda: print("a", end=2), lambda: print("a", nope=1)):
    try:
        bad()
    except TypeError as error:
        print(error)
print(print("inner"))
sys.stdout.write("written\n")
n = sys.stdout.write("")
print(n)
print("unicode: ñ 世界 😀 \u00a0|")
print("tabs\tand\\slashes", r"\n raw")


class Collector:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)


c = Collector()
print("a", 1, file=c)
print(c.parts)

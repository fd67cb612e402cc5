"""sys.stdin, sys.stdout and sys.stderr are replaced and put back."""
import io
import sys


def capture(fn, *args):
    old, sys.stdout = sys.stdout, io.StringIO()
    try:
        fn(*args)
        return sys.stdout.getvalue()
    finally:
        sys.stdout = old


print(repr(capture(print, "a", 1)))
sys.stdin = io.StringIO("first\nsecond\n\nlast")
print(input("? "), repr(input()), repr(input()), input())
try:
    input()
except EOFError as e:
    print("EOF", e)
sys.stdin = io.StringIO("1 2\n3 4\n")
total = 0
for line in sys.stdin:
    a, b = map(int, line.split())
    total += a * b
print(total)
sys.stdin = sys.__stdin__


class Tee:
    calls = 0
    def __init__(self, *streams):
        self.streams = streams

    def write(self, text):
        Tee.calls += 1
        for s in self.streams:
            s.write(text)
        return len(text)

    def flush(self):
        for s in self.streams:
            s.flush()


log = io.StringIO()
original = sys.stdout
sys.stdout = Tee(original, log)
print("to both")
sys.stdout = original
print(repr(log.getvalue()), Tee.calls)
err = sys.stderr
sys.stderr = io.StringIO()
print("oops", file=sys.stderr)
print(sys.stderr.getvalue().strip())
sys.stderr = err
print("done", sys.stdout is sys.__stdout__)

"""atexit: order, arguments, unregistering, exceptions."""

import atexit
import sys


def say(*args, **kw):
    print("exit", args, kw)


atexit.register(say, 1, a=2)
atexit.register(lambda: print("last is first"))


@atexit.register
def decorated():
    print("decorated")


def gone():
    print("never")


atexit.register(gone)
atexit.register(say, "x")
atexit.unregister(gone)
try:
    atexit.register(5)
except TypeError as e:
    print(e)
print("end of program")
sys.exit(3)

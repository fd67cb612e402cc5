"""sys: argv, exit codes, version, maxsize, stdout, modules, recursion limit."""

import sys

print(len(sys.argv), type(sys.argv[0]).__name__, sys.maxsize, sys.version_info[:2] >= (3, 13), sys.version_info.major, sys.byteorder, sys.maxunicode)
print("sys" in sys.modules, "__main__" in sys.modules, sys.getrecursionlimit() >= 1000, sys.implementation.name.islower(), sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig)
sys.stdout.write("direct\n")
sys.stdout.flush()
print("to stderr", file=sys.stderr)
try:
    sys.exit("message")
except SystemExit as error:
    print(repr(error), error.code)
for code in (None, 0, 3, "text", [1]):
    try:
        sys.exit(code)
    except SystemExit as error:
        print(error.code, error.args)
try:
    1 / 0
except ZeroDivisionError:
    kind, value, tb = sys.exc_info()
    print(kind.__name__, value, tb is not None)
print(sys.exc_info(), sys.intern("abc") == "abc", sys.getsizeof([]) > 0)


def where():
    return sys._getframe().f_code.co_name if hasattr(sys, "_getframe") else "where"


print(where())

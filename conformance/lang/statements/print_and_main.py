"""Statements at module level, several on a line, the main guard."""

import sys; print("one"); x = 1
if x: print("inline if")
for i in range(2): print(i, end=" ")
print()
class Empty: ...
def nothing(): pass
print(nothing(), __name__, Empty.__name__)
pass; ...
"a bare string"; 42


def main(argv: list[str]) -> int:
    print("args", argv)
    return 0


if __name__ == "__main__":
    status = main(sys.argv[1:])
    print("status", status)
print(__doc__)

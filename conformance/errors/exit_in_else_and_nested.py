import sys


def stage(n):
    try:
        if n == 1:
            raise KeyError(n)
    except KeyError:
        print("handled", n)
    else:
        if n == 2:
            sys.exit(n)
    finally:
        print("stage", n, "over")


for n in range(5):
    stage(n)

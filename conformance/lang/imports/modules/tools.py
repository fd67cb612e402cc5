"""Tools of the trade."""

import config

print("tools run")
names = ["a"]


def double(x):
    return 2 * x


def current_level():
    return config.level


if __name__ == "__main__":
    print("not printed when imported")

"""Plain modules: executed once, aliases, attributes, mutable globals."""

import config
import tools as t
from tools import double, names as n
import tools

print(t is tools, t.double is double, double(4), n)
config.level = 5
print(t.current_level(), config.level)
t.names.append("added")
print(n, tools.__doc__)
from config import level

level = 99
print(config.level, level)


def inside():
    import tools
    from config import level as lv
    return tools.double(lv)


print(inside())
try:
    from tools import nothing
except ImportError as error:
    print(type(error).__name__, str(error).split(" (")[0])
try:
    tools.nothing
except AttributeError as error:
    print(error)
try:
    import does_not_exist
except ModuleNotFoundError as error:
    print(error, error.name)
if tools.__name__ == "tools" and __name__ == "__main__":
    print("done")

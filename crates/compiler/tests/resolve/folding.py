from __future__ import annotations

import sys
import typing
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from math import sqrt
    from nowhere import Thing
elif x:
    a = 1
else:
    a = 2

if not typing.TYPE_CHECKING:
    b = 1

if sys.version_info >= (3, 11):
    from math import floor
else:
    from backport import floor

if sys.version_info < (3, 8) or unknown:
    c = 1

try:
    import ujson as json
except ImportError:
    import json

try:
    import numpy
except ImportError:
    numpy = None

try:
    from math import sqrt as root
except ImportError:
    root = None
else:
    print("imported")

try:
    import missing
except ImportError as e:
    print(e)

try:
    from math import nothing
except ImportError:
    raise SystemExit("no")


def f(x: Thing, y: sqrt) -> json.Decoder:
    return __name__, __file__, __debug__, __doc__, __package__


if __name__ == "__main__":
    # Main.
    result = f(1, 2)
    print(result)

"""pprint: width, depth, compact, nested containers, strings, dataclasses, recursion."""

import pprint
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass, field
from pprint import pformat, pp

data = {"name": "a fairly long name", "values": list(range(30)), "nested": {"key" + str(i): [i, {"x": (i, i * 2)}] for i in range(4)}, "t": ("one",), "e": [], "s": {3, 1, 2}}
pprint.pprint(data)
pprint.pprint(data, width=40, compact=True)
pprint.pprint(data, depth=1)
pprint.pprint(data, indent=4, width=60)
pp({"b": 1, "a": 2})
print(pformat({"b": 1, "a": 2}), pformat([1, 2, 3]), pformat("x"), pformat({1: 2, "a": 3}), pformat(1234567, underscore_numbers=True), pformat({"z": 1, "a": 2}, sort_dicts=False))
pprint.pprint("word " * 30)
pprint.pprint(["some text with several words in it that is longer than the width of a line of eighty characters", "short"])
pprint.pprint("line one\nline two is a bit longer\n" * 3, width=30)
pprint.pprint(b"bytes " * 20)
pprint.pprint(tuple("abcdefghij" * 3), width=30)
pprint.pprint(frozenset(range(40)))
pprint.pprint(OrderedDict((("key%d" % i), "value " * 4) for i in range(4)))
pprint.pprint(defaultdict(list, {"k" * 10: list(range(25)), "m": [1]}))
pprint.pprint(Counter("mississippi" * 3), width=20)
pprint.pprint(deque(range(40), maxlen=50))


@dataclass
class Point:
    x: int
    label: str
    tags: list = field(default_factory=list)
    hidden: int = field(default=0, repr=False)


pprint.pprint(Point(1, "p"))
pprint.pprint([Point(1, "a long label for this point", ["tag"] * 12), Point(2, "b")])
loop = [1]
loop.append(loop)
print(pformat(loop).startswith("[1, <Recursion on list with id="), pprint.isrecursive(loop), pprint.isreadable([1, "a"]), pprint.isreadable(loop), pprint.saferepr({"a": [1]}))
print(pprint.PrettyPrinter(width=20).pformat(list("abcdefgh")))

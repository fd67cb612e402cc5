"""repr of nested and special values."""

values = [0, -1, 1.5, -0.0, 1e100, True, None, "a", "it's", 'a"b', "\n\t\\", b"x\x00", [], [[]], (), (1,), (1, (2,)), {}, {"a": {"b": []}}, {1: 2}, set(), {1}, frozenset(), range(3), range(1, 5, 2), ..., NotImplemented, 3j, 1 + 2j, slice(1, 2), ValueError("v"), KeyError("k", 1), StopIteration(), float("inf"), -float("inf"), float("nan"), 2**70, bytearray(b"b"), int, print, len]
for v in values:
    print(repr(v), str(v) if repr(v) != str(v) else "=", type(v).__name__)
recursive = [1]
recursive.append(recursive)
d = {}
d["self"] = d
print(recursive, d)


class WithRepr:
    def __repr__(self):
        return "<me>"


print([WithRepr(), (WithRepr(),), {WithRepr(): WithRepr()}], {"k": WithRepr()}, f"{[WithRepr()]}")

"""slice as a value, and slices in custom classes."""

s = slice(1, 10, 3)
print(s, s.start, s.stop, s.step, list(range(20))[s], "abcdefghijkl"[s], s == slice(1, 10, 3), slice(5), s.indices(6))


class Window:
    def __init__(self, data):
        self.data = data

    def __getitem__(self, key):
        match key:
            case int():
                return self.data[key]
            case slice(start=a, stop=b, step=None):
                return f"{a}..{b} {self.data[key]}"
            case slice():
                return f"stepped {key.step} {self.data[key]}"
            case tuple():
                return [self[k] for k in key]
        raise TypeError(f"bad key {key!r}")

    def __len__(self):
        return len(self.data)


w = Window("abcdef")
print(w[0], w[-1], w[1:3], w[:2], w[::2], w[1, 2:4, ::-1], w[:])
try:
    w["x"]
except TypeError as error:
    print(error)
last_two = slice(-2, None)
for seq in ("hello", [1, 2, 3], (1,), range(5), b"bytes"):
    print(seq[last_two])

"""Views on bytes and bytearrays: items, slices, formats, what they refuse."""

data = bytearray(b"hello world")
m = memoryview(data)
print(m[0], m[-1], len(m), bytes(m[0:5]), m.tobytes())
m[0] = ord("J")
print(data)
m[1:3] = b"AB"
print(data, m.readonly, m.format, m.itemsize, m.nbytes, m.ndim, m.shape, m.strides)
print(m.tolist()[:3], m.hex()[:6], m.contiguous, m.obj is data)
r = memoryview(b"abc")
print(r.readonly, r == b"abc", r == memoryview(b"abc"), r != b"abd", hash(r) == hash(b"abc"))
try:
    r[0] = 1
except TypeError as e:
    print(e)
try:
    m[0] = 300
except ValueError as e:
    print(e)
try:
    m[100]
except IndexError as e:
    print(e)
m.release()
data.append(33)
print(data)
try:
    m[0]
except ValueError as e:
    print(e)
with memoryview(b"xyz") as v:
    print(list(v), 120 in v, list(reversed(v)))
c = memoryview(bytearray(8)).cast("I")
c[0] = 1; c[1] = 2**32 - 1
print(c.tolist(), c.tobytes(), len(c), c.itemsize)
try:
    memoryview("str")
except TypeError as e:
    print(e)
s = memoryview(b"0123456789")
print(bytes(s[::2]), bytes(s[::-1]), s[2:5].tolist(), s[::2].strides, s[::2].contiguous)
print(str(s)[:11], type(s), int.from_bytes(s[:2], "big"), b"".join([s[:2], s[4:6]]))
print(s.toreadonly().readonly, bytes(s) == s)
import struct
print(struct.unpack_from("<H", s, 2))
try:
    m2 = memoryview(bytearray(b"abc")); m2[0:2] = b"abc"
except ValueError as e:
    print(e)
try:
    m2["a"]
except TypeError as e:
    print(e)

"""Shifts and bitwise operators on ints and bools."""

for x, y in ((12, 10), (-12, 10), (0, 255), (-1, 7)):
    print(x & y, x | y, x ^ y, ~x, x << 3, x >> 1)
print(True & False, True | False, True ^ True, True & 3, ~True if False else ~1)
print(bin(37), bin(-37), oct(64), hex(255), hex(-255), f"{37:08b} {255:#x} {-5:+b}")
flags = 0
for bit in (0, 3, 5):
    flags |= 1 << bit
print(flags, [bit for bit in range(8) if flags >> bit & 1])
flags &= ~(1 << 3)
flags ^= 0b11
print(flags, flags.bit_count(), (-flags).bit_length())
try:
    1 << -1
except ValueError as error:
    print(error)
try:
    1.5 & 1
except TypeError as error:
    print(error)

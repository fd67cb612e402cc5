"""struct: every format, byte orders, alignment, errors, Struct."""

import struct
from struct import Struct, calcsize, pack, unpack

print(pack("<bBhHiIqQ", -1, 255, -2, 65535, -3, 4294967295, -4, 2**64 - 1), pack(">hi", 1, 2), pack("!I", 0xDEADBEEF), pack("=l", -1), pack("<?c", True, b"x"))
print(pack("<f", 1.5), pack("<d", 0.1), pack(">e", 1.0), pack("5s", b"ab"), pack("3s", b"abcdef"), pack("5p", b"abc"), pack("2x"), pack("<3h", 1, 2, 3), pack("0s", b""))
print(calcsize("bi"), calcsize("<bi"), calcsize("bhilq"), calcsize("=bhilq"), calcsize("@n"), calcsize("10s"), calcsize(""), calcsize("c0i"), pack("bi", 1, 2))
print(unpack("<bBhH", b"\xff\xff\xfe\xff\xff\xff"), unpack(">q", b"\xff" * 8), unpack("<f", b"\x00\x00\xc0?"), unpack("<e", b"\x00<"), unpack("5s", b"ab\0\0\0"), unpack("5p", b"\x03abc\0"), unpack("?", b"\x02"), unpack("2c", b"xy"), unpack("<2i", bytes(8)))
s = Struct("<IH")
b = bytearray(8)
s.pack_into(b, 1, 7, 8)
print(s.size, s.format, s.pack(1, 2), s.unpack(bytes(6)), s.unpack_from(b, 1), b, list(s.iter_unpack(bytes(12))), struct.unpack_from("<H", b, -3), list(struct.iter_unpack("B", b"ab")), s)
for bad in (lambda: pack("B", 256), lambda: pack("b", -129), lambda: pack("h", 40000), lambda: pack("H", -1), lambda: pack("i", 2**31), lambda: pack("I", -1), lambda: pack("<q", 2**63), lambda: pack("i", 1.5), lambda: pack("f", "x"), lambda: pack("c", b"xy"), lambda: pack("s", "x"), lambda: pack("ii", 1),
            lambda: unpack("i", b"ab"), lambda: pack("z", 1), lambda: pack("3", 1), lambda: unpack("<i", b"12345"), lambda: struct.unpack_from("i", b"ab"), lambda: pack("e", 1e6), lambda: pack("f", 1e300), lambda: calcsize(5), lambda: list(struct.iter_unpack("h", b"abc"))):
    try:
        print(bad())
    except (struct.error, TypeError, OverflowError) as e:
        print(type(e).__name__, e)

"""bytes and bytearray."""

b = b"Hello, World"
print(b, b[0], b[1:4], b[-1:], len(b), list(b[:3]), b.upper(), b.lower(), b.find(b"o"), b.count(b"l"), b.replace(b"l", b"L"), b.split(b", "), b.startswith(b"He"))
print(b.decode(), b.hex(), b.hex(":"), bytes.fromhex("48 65"), bytes(3), bytes([1, 2, 255]), bytes("é", "utf-8"), b"-".join([b"a", b"b"]), b"a" + b"b", b"ab" * 2, 72 in b, b"World" in b)
print(b" x ".strip(), b"a\tb".expandtabs(4), b"x".zfill(3), b"x".center(5, b"*"), b"a=b".partition(b"="), b"12".isdigit(), b"ab" < b"b", b == bytearray(b), hash(b"a") == hash(b"a"))
print(b"\x00\t\n\r\\'\"\x7f\xff", b"it's", repr(b'"'), b"%d %s" % (5, b"x"), b"ab".translate(bytes.maketrans(b"a", b"z")), b"\xe9".decode("latin-1"), b"a\xffb".decode("utf-8", "replace"), b"\xff".decode(errors="ignore"))
a = bytearray(b"abc")
a.append(100)
a.extend(b"ef")
a[0] = 65
a[1:3] = b"--"
del a[-1]
print(a, a.pop(), bytes(a), a.decode(), a.index(b"-"), bytearray(2), len(a))
a.insert(0, 33)
a.reverse()
a.remove(45)
a += b"!"
print(a, a.copy() == a)
for bad in (lambda: bytes([256]), lambda: b"a" + "b", lambda: b"\xff\xfe".decode(), lambda: a.append(300), lambda: bytes("x"), lambda: "a" + b"b", lambda: b.index(b"z"), lambda: bytes.fromhex("xyz"), lambda: int.from_bytes("a")):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
for byte in b"hi":
    print(byte, chr(byte), end=" ")
print(memoryview(b"abc")[1], bytes(memoryview(b"abc")[1:]))

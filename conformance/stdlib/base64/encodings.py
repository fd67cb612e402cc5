"""base64 and binascii: all encodings, alphabets, padding, errors."""

import base64
import binascii

data = bytes(range(0, 256, 7)) + b"\xff\xfe"
for f, g in ((base64.b64encode, base64.b64decode), (base64.urlsafe_b64encode, base64.urlsafe_b64decode), (base64.b32encode, base64.b32decode), (base64.b16encode, base64.b16decode), (base64.b85encode, base64.b85decode), (base64.b32hexencode, base64.b32hexdecode), (base64.encodebytes, base64.decodebytes)):
    for size in (0, 1, 2, 3, 4, 5, 39):
        e = f(data[:size])
        print(f.__name__, size, e, g(e) == data[:size])
print(base64.b64decode("aGk="), base64.b64decode(b"aG\nk="), base64.b64encode(b"\xfb\xff", b"-_"), base64.b64decode("-_8=", "-_"), base64.b64decode("aGk!="), base64.b32decode("ME======", True), base64.b32decode("me======", casefold=True), base64.b16decode("ff", True))
print(binascii.hexlify(b"\x01\xff"), binascii.unhexlify("01Ff"), binascii.hexlify(b"abcd", "-"), binascii.hexlify(b"abcde", ":", 2), binascii.crc32(b"hello"), binascii.crc32(b"lo", binascii.crc32(b"hel")), binascii.crc_hqx(b"123456789", 0), binascii.b2a_base64(b"x"), binascii.a2b_base64("eA=="))
for bad in (lambda: base64.b64decode("abc"), lambda: base64.b64decode("a"), lambda: base64.b64decode("abcde"), lambda: base64.b64decode("é"), lambda: base64.b64encode("x"), lambda: base64.b64decode("a!==", validate=True), lambda: base64.b32decode("abc"), lambda: base64.b32decode("!!======"), lambda: base64.b16decode("zz"), lambda: binascii.unhexlify("abc"), lambda: binascii.unhexlify("zz"), lambda: base64.b85decode("\x7f")):
    try:
        print(bad())
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
print(issubclass(binascii.Error, ValueError))

"""int: conversions and methods."""

print(int(), int("  42 "), int("-0b101", 0), int("0x1f", 16), int("0o17", 0), int("1_000"), int(True), int(3.99), int(b"12"), int("٣"), int("zz", 36))
n = 1000
print(n.bit_length(), n.bit_count(), (0).bit_length(), (-5).bit_length(), n.to_bytes(2, "big"), (-2).to_bytes(3, "little", signed=True), n.to_bytes(4))
print(int.from_bytes(b"\x03\xe8", "big"), int.from_bytes(b"\xfe\xff", "little", signed=True), int.from_bytes([1, 2]), n.as_integer_ratio(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator, n.is_integer())
print(repr(5), str(-5), format(5, "03d"), 5 .bit_length(), hash(5), hash(-1), bool(5), float(5), complex(5))
print(True + True, True * 3, sum([True, False, True]), isinstance(True, int), str(True), int("1" * 25), -True, ~True if 0 else -2)
print(max(2**64, 5), sorted([3, -1, 2**70, 0]), abs(-(2**63)), 10**18 * 10, (2**63) // -1, -(2**63) % 10, 7 .__add__(3), (5).__rsub__(7))
for bad in (lambda: int("1.5"), lambda: int("0x1f"), lambda: int("1__0"), lambda: (300).to_bytes(1), lambda: (-1).to_bytes(2), lambda: int(5, 2), lambda: int("5", 1), lambda: int({})):
    try:
        print(bad())
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__, error)

"""Conversions between the builtin types."""

print(str(1), str(1.0), str(True), str(None), str([1, "a"]), str({"a": 1}), str((1,)), str("s"), str(b"b"), str(range(3)), str(int), str(ValueError("x")))
print(int("5"), int(5.9), int(-5.9), int(True), float("5"), float(5), bool("False"), bool(""), bool(0.0), bool([0]), complex("1+2j"), complex(1))
print(list("ab"), list({"a": 1}), list({1}), tuple([1]), set([1, 1]), dict([(1, 2)]), frozenset([1]), bytes([65]), bytearray(b"a"), list(b"ab"), list((1, 2)), list(enumerate("a")))
print([int(x) for x in "1 2 3".split()], list(map(float, ["1", "2.5"])), "".join(map(str, [1, 2])), sorted(map(int, {"3", "1"})), dict(a=1, **{"b": 2}), set("aab") == {"a", "b"})
print(int("ff", 16), int("0b11", 0), int("-7"), float("1e5"), str(1e5), str(123456789.0), str(1e16), repr(0.1 + 0.2), int("007"), float("-0"), str(-0.0), bool("0"), bool(" "))
print(ord("A"), chr(65), hex(10), bin(5), oct(8), int(hex(255), 16), bytes("a", "ascii"), "a".encode(), b"a".decode(), eval("1 + 2") if False else 3)
print(1 == 1.0, 1 == True, "1" == 1, [1] == (1,), (1,) == (1.0,), {1: "a"} == {1.0: "a"}, b"a" == "a", None == False, 0 == False, [] == False, 1 + True, "a" + str(1), 1.0 + 1, True / 2)

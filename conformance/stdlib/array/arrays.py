"""array: kinds, sequence operations, bytes, errors."""

from array import array
import array as module

a = array("i", [3, 1, 2])
a.append(5)
a.extend([7, 8])
a.insert(0, -1)
print(a, len(a), a[0], a[-1], a[1:3], list(a), a.tolist(), a.typecode, a.itemsize, 5 in a, a.index(5), a.count(1), a.pop(), a.pop(0), a)
a[0] = 9
a[1:2] = array("i", [4, 4])
del a[-1]
a.reverse()
a.remove(4)
print(a, a + array("i", [1]), a * 2, a == array("i", [2, 4, 9]), a < array("i", [3]), array("d", [1.5, 2]), array("f", [0.1]), array("u", "hé"), array("b"), array("B", b"ab"), repr(array("d")))
b = array("H", [1, 2])
print(b.tobytes(), array("H", b.tobytes()) == b, sum(b), max(b))
b.byteswap()
b.frombytes(b"\x01\x00")
print(b, array("u", "ab").tounicode(), module.typecodes, [x for x in reversed(b)])
for bad in (lambda: array("x"), lambda: array("b", [200]), lambda: array("B", [-1]), lambda: array("i", ["a"]), lambda: array("i", [1.5]), lambda: a[99], lambda: array("H", [70000]), lambda: array("i").pop(), lambda: a.remove(77), lambda: array("i", "abc"), lambda: array("d", ["x"]), lambda: a + [1], lambda: array("I", [-1]), lambda: array("i", [2**31]), lambda: array("h", [-40000]), lambda: b.frombytes(b"x")):
    try:
        print(bad())
    except (TypeError, ValueError, OverflowError, IndexError) as e:
        print(type(e).__name__, e)

"""Chained comparisons evaluate each operand at most once."""


def show(value):
    print("eval", value)
    return value


print(show(1) < show(2) < show(3))
print(show(3) < show(2) < show(1))
print(1 < 2 > 1 != 0 == 0.0)
print(1 == 1.0 == True, "a" < "b" < "c" <= "c")
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], (1, "a") < (1, "b"), [] < [0])
print({1, 2} < {1, 2, 3}, {1, 2} <= {1, 2}, {1} < {2}, {1} > set())
print("Z" < "a", "" < "a", "abc" < "abd", "é" > "z", b"a" < b"b")
print(3 in [1, 2, 3] == True, not 1 in [2], 1 not in [2])
nan = float("nan")
print(nan == nan, nan != nan, nan < 1, [nan] == [nan], nan in [nan], nan in [float("nan")])
for left, right in ((1, "a"), ([1], (1,)), (None, 0), ({}, {})):
    try:
        print(left < right)
    except TypeError as error:
        print(error)
print(1 == "1", [1] == (1,), None == 0, {} == {}, 0.1 + 0.2 == 0.3, -0.0 == 0)

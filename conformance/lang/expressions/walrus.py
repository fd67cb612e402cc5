"""Assignment expressions."""

import re

data = [3, 8, 1, 9, 4]
if (n := len(data)) > 3:
    print("long:", n)
print([half for x in data if (half := x // 2) > 1], half)
while (item := data.pop()) != 8:
    print("popped", item)
print(data, item)
if (m := re.match(r"(\w+)@(\w+)", "user@host")) is not None:
    print(m.group(1), m[2])
print((a := 1, b := a + 1), a, b)


def count(values):
    total = 0
    return [total := total + v for v in values], total


print(count([1, 2, 3]))
print(any((witness := x) > 2 for x in [1, 2, 3, 4]), witness)
print(f"{(y := 5)} {y:=3}|")

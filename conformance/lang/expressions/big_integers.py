"""Integers never overflow."""

a = 9223372036854775807
print(a + 1, -a - 2, a * a, (a + 1) - 1 == a)
print(2**100, (-2) ** 63, (-2) ** 64, 3**200 % 1000)
print(1 << 64, (1 << 64) >> 60, -1 >> 100, -(1 << 70) >> 3)
print(~a, ~(a + 1), a ^ (1 << 65), (1 << 65) & (3 << 64), -(1 << 66) | 5)

factorial = 1
for n in range(1, 31):
    factorial *= n
print(factorial)

total = 0
step = 2**62
for _ in range(5):
    total += step
print(total, total // 5 == step, -total // 7, abs(-total), total.bit_length())
print(int("123456789012345678901234567890") * 10, int("-ff", 16), int(1e20), int(-1.5e19))
print(10**20 == 1e20, 10**20 + 1 == 1e20, 2**53 + 1 == float(2**53 + 1), 10**400 > 1e308)
print(hash(2**61 - 1), hash(2**61), hash(10**20) == hash(1e20))
print(pow(3, 1000, 10**9 + 7), pow(3, -1, 11), 2**-2, (10**30) / (10**10), 7 / 2)
try:
    print(10**400 / 3)
except OverflowError as error:
    print("OverflowError:", error)
try:
    float(10**400)
except OverflowError as error:
    print("OverflowError:", error)

"""While loops that change several variables at once."""


def collatz(n: int) -> list[int]:
    steps = [n]
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps.append(n)
    return steps


def gcd(a: int, b: int) -> int:
    while b:
        a, b = b, a % b
    return a


def digits(n: int, base: int = 10) -> str:
    if n == 0:
        return "0"
    sign, n = ("-", -n) if n < 0 else ("", n)
    out = ""
    while n > 0:
        n, digit = divmod(n, base)
        out = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + out
    return sign + out


print(len(collatz(27)), max(collatz(27)), collatz(6))
print(gcd(1071, 462), gcd(0, 5), gcd(2**70, 6**30))
print(digits(255, 16), digits(-10, 2), digits(0), digits(123456789, 36))
low, high = 0.0, 2.0
steps = 0
while high - low > 1e-9:
    mid = (low + high) / 2
    if mid * mid < 2:
        low = mid
    else:
        high = mid
    steps += 1
print(f"{low:.6f} after {steps}")

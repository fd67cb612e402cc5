"""Big integers in small programs."""


def digits_of_pi(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    while n:
        if 4 * q + r - t < m * t:
            yield m
            n -= 1
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = q * k, (2 * q + r) * x, t * x, k + 1, (q * (7 * k + 2) + r * x) // (t * x), x + 2


def is_probable_prime(n):
    if n < 2 or n % 2 == 0:
        return n == 2
    d, s = n - 1, 0
    while d % 2 == 0:
        d //= 2
        s += 1
    for a in (2, 3, 5, 7, 11, 13):
        if n % a == 0:
            return n == a
        x = pow(a, d, n)
        if x in (1, n - 1):
            continue
        for _ in range(s - 1):
            x = x * x % n
            if x == n - 1:
                break
        else:
            return False
    return True


print("".join(map(str, digits_of_pi(50))))
print([p for p in (61, 89, 90, 107, 127) if is_probable_prime(2**p - 1)])
a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a, len(str(a)), sum(map(int, str(2**1000))))
print(hex(3**100), int(str(7**50)[::-1]), (10**50 + 7) // 10**25, -(10**30) // 7, -(10**30) % 7)

"""math used in small number-theory programs."""

import math


def primes(limit: int) -> list[int]:
    sieve = [True] * (limit + 1)
    sieve[:2] = [False, False]
    for n in range(2, math.isqrt(limit) + 1):
        if sieve[n]:
            for m in range(n * n, limit + 1, n):
                sieve[m] = False
    return [n for n, prime in enumerate(sieve) if prime]


def factors(n: int) -> dict[int, int]:
    out: dict[int, int] = {}
    d = 2
    while d <= math.isqrt(n):
        while n % d == 0:
            out[d] = out.get(d, 0) + 1
            n //= d
        d += 1
    if n > 1:
        out[n] = out.get(n, 0) + 1
    return out


def quadratic(a: float, b: float, c: float) -> tuple[float, ...]:
    disc = b * b - 4 * a * c
    if disc < 0:
        return ()
    root = math.sqrt(disc)
    return tuple(sorted({(-b - root) / (2 * a), (-b + root) / (2 * a)}))


print(primes(50), len(primes(1000)))
print(factors(360), factors(97), factors(2**10 * 3**5), math.prod(p**k for p, k in factors(5040).items()))
print(quadratic(1, -3, 2), quadratic(1, 2, 1), quadratic(1, 0, 1))
mean = sum(data := [2, 4, 4, 4, 5, 5, 7, 9]) / len(data)
print(mean, math.sqrt(sum((x - mean) ** 2 for x in data) / len(data)))
print([round(math.sin(math.radians(d)), 3) for d in range(0, 181, 45)], sum(1 / math.factorial(n) for n in range(20)))

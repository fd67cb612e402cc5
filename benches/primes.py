"""Loops over lists of booleans."""


def sieve(limit: int) -> list[int]:
    flags = [True] * (limit + 1)
    flags[0] = flags[1] = False
    for i in range(2, int(limit**0.5) + 1):
        if flags[i]:
            for j in range(i * i, limit + 1, i):
                flags[j] = False
    return [i for i, is_prime in enumerate(flags) if is_prime]


primes = sieve(8_000_000)
print(len(primes), primes[-1], sum(primes))

import math


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def mean(values):
    total = 0.0
    for v in values:
        total += v
    return total / len(values)


def fact(n):
    return 1 if n <= 1 else n * fact(n - 1)


def describe(x, suffix="!"):
    return f"{x}" + suffix


def primes(limit):
    sieve = [True] * limit
    found = []
    for i in range(2, limit):
        if sieve[i]:
            found.append(i)
            j = i * i
            while j < limit:
                sieve[j] = False
                j += i
    return found


print(gcd(12, 18), mean([1.0, 2.0]), fact(5))
print(describe(3), describe("a", suffix="?"))
words = "a b c".split()
counts = {}
for w in words:
    counts[w] = counts.get(w, 0) + 1
for i, w in enumerate(words):
    print(i, w.upper())
pairs = [(len(w), w) for w in words]
longest = max(pairs)
by_len = sorted(words, key=lambda s: len(s))
area = math.pi * 2 ** 2
root = math.sqrt(16)
neg = -1
flag = 1 < 2 < 3
first, *rest = primes(10)
mixed = [1, "a"]
for k, v in counts.items():
    print(k, v)

"""random: distributions and own generators."""

import random

rng = random.Random(7)
other = random.Random(7)
print(rng.random() == other.random(), rng.randint(1, 100) == other.randint(1, 100))
for name, args in (("gauss", (0, 1)), ("normalvariate", (10, 2)), ("expovariate", (0.5,)), ("triangular", (0, 10, 3)), ("betavariate", (2, 3)), ("gammavariate", (2, 1)), ("lognormvariate", (0, 1)), ("paretovariate", (3,)), ("weibullvariate", (1, 2)), ("vonmisesvariate", (0, 4))):
    print(name, f"{getattr(rng, name)(*args):.10f}")
rolls = [rng.randint(1, 6) + rng.randint(1, 6) for _ in range(1000)]
print({n: rolls.count(n) for n in range(2, 13)})
inside = sum(rng.random() ** 2 + rng.random() ** 2 < 1 for _ in range(2000))
print(4 * inside / 2000, rng.randbytes(4), rng.sample("abcdef", counts=None, k=2))
words = ["red", "green", "blue"]
rng.shuffle(words)
print(words, rng.choice(words), [rng.choice("HT") for _ in range(10)])


class Loaded(random.Random):
    def random(self):
        return 0.99


print(Loaded().choice([1, 2, 3]) in (1, 2, 3), Loaded().uniform(0, 1))

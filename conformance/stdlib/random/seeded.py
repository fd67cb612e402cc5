"""random: a seed gives the same numbers as in CPython."""

import random

random.seed(42)
print(random.random(), random.random(), random.getrandbits(8), random.getrandbits(100))
print(random.randint(1, 6), random.randrange(10), random.randrange(0, 100, 5), [random.randint(-5, 5) for _ in range(8)])
print(random.choice("abcdef"), random.choice([10, 20, 30]), random.uniform(1, 2), random.uniform(5, -5))
deck = list(range(10))
random.shuffle(deck)
print(deck, random.sample(range(100), 5), random.sample(deck, 3), random.choices("xyz", k=6), random.choices([1, 2], weights=[1, 9], k=8), random.choices("ab", cum_weights=[1, 4], k=3))
random.seed("text seed")
print(random.random())
random.seed(123456789012345678901234567890)
print(random.random(), random.randint(0, 10**30))
random.seed(1.5)
print(random.random())
random.seed(b"bytes")
print(random.random())
state = random.getstate()
a = [random.random() for _ in range(3)]
random.setstate(state)
print(a == [random.random() for _ in range(3)])
for bad in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.sample([1], 2), lambda: random.randrange(0), lambda: random.choices([], k=1)):
    try:
        print(bad())
    except (IndexError, ValueError) as error:
        print(type(error).__name__, error)

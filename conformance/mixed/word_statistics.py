"""Word statistics over a text."""

TEXT = """It was a bright cold day in April, and the clocks were striking thirteen.
A day is a day; the clocks, the clocks -- who winds them? "We do," said the man.
"""


def words(text: str) -> list[str]:
    out = []
    for raw in text.split():
        word = raw.strip('.,;:!?"-').lower()
        if word:
            out.append(word)
    return out


def count(items: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return counts


all_words = words(TEXT)
counts = count(all_words)
print(len(all_words), len(counts), len(TEXT.splitlines()))
for word, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:5]:
    print(f"{word:<10}{'*' * n} {n / len(all_words):.1%}")
by_length: dict[int, list[str]] = {}
for word in sorted(counts):
    by_length.setdefault(len(word), []).append(word)
for length in sorted(by_length, reverse=True)[:3]:
    print(length, ", ".join(by_length[length]))
letters = count([c for c in TEXT.lower() if c.isalpha()])
print("".join(sorted(letters, key=lambda c: (-letters[c], c))))
print(max(all_words, key=len), sum(map(len, all_words)) / len(all_words))
sentence = " ".join(w.capitalize() if i % 2 else w.upper() for i, w in enumerate(all_words[:6]))
print(sentence, sentence.swapcase(), sentence[::-1], sep="\n")
acronym = "".join(w[0] for w in "portable operating system interface".split()).upper()
print(acronym, [w for w in counts if w == w[::-1] and len(w) > 1])

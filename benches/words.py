"""Text, dictionaries and sorting."""

text = "the quick brown fox jumps over the lazy dog and the cat sat on the mat " * 150000
counts: dict[str, int] = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
    print(f"{word:<8}{count:>8}")
print(len(text.upper().replace("THE", "A")))

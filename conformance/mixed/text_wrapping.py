"""Justifying and wrapping text, roman numerals, run-length encoding, caesar."""


def wrap(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return lines + [line] if line else lines


def justify(line: str, width: int) -> str:
    words = line.split()
    if len(words) == 1:
        return line
    gaps = len(words) - 1
    spaces, extra = divmod(width - sum(map(len, words)), gaps)
    out = words[0]
    for i, word in enumerate(words[1:]):
        out += " " * (spaces + (i < extra)) + word
    return out


def roman(n: int) -> str:
    out = ""
    for value, letters in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), "M CM D CD C XC L XL X IX V IV I".split()):
        count, n = divmod(n, value)
        out += letters * count
    return out


def encode(text: str) -> str:
    out, i = [], 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out.append(f"{j - i if j - i > 1 else ''}{text[i]}")
        i = j
    return "".join(out)


text = "The quick brown fox jumps over the lazy dog and runs away into the dark forest"
for line in wrap(text, 20):
    print(f"|{justify(line, 20)}|")
print([roman(n) for n in (4, 9, 14, 1990, 2024, 3999)], encode("aaabccdddd"), encode(""), wrap("", 5))

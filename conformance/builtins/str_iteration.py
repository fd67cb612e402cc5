"""Iterating over and comparing strings; unicode by code points."""

text = "Grüße, 世界! 👋🏽"
print(len(text), text[7], text[-1] == "\U0001F3FD", text[::-1] == "".join(reversed(text)))
for i, ch in enumerate("aß👋"):
    print(i, ch, ord(ch), hex(ord(ch)), ch.encode(), ch.isalpha())
print({c: text.count(c) for c in "üs!"}, [c for c in text if ord(c) > 0x1000])
vowels = sum(1 for c in "Programming language" if c.lower() in "aeiou")
print(vowels, "".join(c if c.isalnum() else "_" for c in text))
print("abc" > "ABC", "a" < "á" < "世", "10" < "9", "" < " ", sorted(["b", "B", "a", "á", "Z"]), sorted(["b", "B", "a"], key=str.casefold))
words = "the cat the dog".split()
print({w: words.count(w) for w in words}, max(words, key=len), min(words, key=lambda w: (len(w), w)))
rot13 = "".join(chr((ord(c) - 97 + 13) % 26 + 97) if "a" <= c <= "z" else c for c in "hello, world")
print(rot13)


def is_palindrome(s: str) -> bool:
    letters = [c.lower() for c in s if c.isalpha()]
    return letters == letters[::-1]


print(is_palindrome("A man, a plan, a canal: Panama"), is_palindrome("Python"))
print(ascii("é👋\n"), repr("é\u200b\n'"), "\u200b".isprintable(), "e\u0301" == "é")

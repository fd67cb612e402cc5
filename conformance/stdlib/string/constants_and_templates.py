"""string: constants, capwords, Template, Formatter."""

import string

print(string.ascii_lowercase, string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable), string.ascii_letters[25:27])
print(string.capwords("hello  big world"), string.capwords("a-b-c", "-"))
t = string.Template("$who likes ${what}s, costs $$5")
print(t.substitute(who="Tim", what="cat"), t.safe_substitute(who="Tim"), t.substitute({"who": "A"}, what="b"))
try:
    t.substitute(who="x")
except KeyError as error:
    print("KeyError", error)
try:
    string.Template("bad $ here").substitute()
except ValueError as error:
    print(error)


def caesar(text: str, shift: int) -> str:
    lower = string.ascii_lowercase
    table = str.maketrans(lower + lower.upper(), lower[shift:] + lower[:shift] + lower[shift:].upper() + lower[:shift].upper())
    return text.translate(table)


print(caesar("Hello, World", 3), caesar(caesar("Hello", 5), -5))
print("".join(c for c in "a1 b2!" if c in string.digits + string.punctuation), all(c in string.hexdigits for c in "ff09"))

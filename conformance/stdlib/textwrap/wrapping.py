"""textwrap: wrap, fill, shorten, indent, dedent, and the options of TextWrapper."""

import textwrap
from textwrap import TextWrapper, dedent, fill, indent, shorten, wrap

text = "The quick brown fox -- well-known for its four-legged jump--leaps over the lazy-dog, isn't it?  Yes.\tIndeed!\nA new line, and averyveryverylongwordwithoutbreaks."
for width in (5, 12, 20, 40, 70):
    print(width, wrap(text, width))
print(fill(text, 30, initial_indent="* ", subsequent_indent="  "))
for options in (
    {"break_long_words": False}, {"break_on_hyphens": False}, {"drop_whitespace": False}, {"expand_tabs": False}, {"replace_whitespace": False},
    {"fix_sentence_endings": True}, {"max_lines": 2}, {"max_lines": 1, "placeholder": "..."}, {"max_lines": 3, "placeholder": " <more>"}, {"tabsize": 2},
):
    print(options, wrap(text, 18, **options))
print(shorten("Hello   world, this is   long", 15), shorten("Hello world", 20), shorten("Hello  world!", width=11), shorten("Helloworld foo", 12, placeholder="…"))
print(repr(dedent("    a\n      b\n\n    c\n")), repr(dedent("\ta\n\t b\n   \n")), repr(dedent("  a\n b")), repr(dedent("a\n b")), repr(dedent("")), repr(dedent("   \n  x")))
print(repr(indent("a\n\nb\n", "> ")), repr(indent("a\n\n b", "+", lambda line: True)), repr(indent(" x\n", "")))
print(wrap(""), wrap("   "), wrap("a" * 10, 3), wrap("a-b-c-d-e", 3), wrap("foo--bar", 5), wrap("x -y --z option-name", 8), wrap("e-mail re-enter co-op", 6), wrap("abc-123-def", 6))
w = TextWrapper(width=10)
w.width = 14
print(w.wrap("one two three four five"), w.fill("one two three four five"))
for bad in (lambda: wrap("a b", 0), lambda: wrap("a b", 3, max_lines=1), lambda: shorten("a b c", 2)):
    try:
        print(bad())
    except ValueError as e:
        print(e)

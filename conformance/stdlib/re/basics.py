"""re: match, search, findall, sub, split, groups."""

import re

m = re.search(r"(\d+)-(?P<word>\w+)", "id 42-abc end")
print(m.group(), m.group(1), m["word"], m.groups(), m.groupdict(), m.start(), m.span(2), m.end())
print(re.match(r"\d", "a1"), re.fullmatch(r"[a-z]+", "abc") is not None, re.findall(r"\b\w", "the quick fox"), re.findall(r"(\w)(\d)", "a1 b2"), re.split(r"[,;]\s*", "a, b;c"), re.split(r"(-)", "a-b"))
print(re.sub(r"\s+", " ", "a   b \n c"), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("a", lambda m: m.group().upper(), "banana", count=2), re.subn("x", "y", "xx"))
pattern = re.compile(r"^(\w+)\s*=\s*(.*)$", re.MULTILINE | re.IGNORECASE)
print([(x[1], x[2]) for x in pattern.finditer("A = 1\nb=two\n# no")], pattern.pattern, re.escape("a.b*c"))
print([m.span() for m in re.finditer("a+", "baaac a")], bool(re.search("(?i)HELLO", "hello")), re.findall(r"(?<=\$)\d+", "$5 and $10"), re.findall(r"a.*?b", "aXb aYb"))
try:
    re.compile("(")
except re.error as error:
    print(error)

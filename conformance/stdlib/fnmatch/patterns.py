"""fnmatch: shell patterns."""

from fnmatch import filter, fnmatch, fnmatchcase, translate

for pattern in ("*.txt", "a?c", "[abc]*", "[!abc]*", "*", "", "[", "[]]", "[a-", "a[*]b", "**x", "x.[ch]", "[^a]"):
    print(pattern, [n for n in ("a.txt", "abc", "b", "]", "[", "a*b", "xx", "x.c", "^", "", "a\nb.txt") if fnmatch(n, pattern)])
print(filter(["a.py", "b.txt", "c.py"], "*.py"), fnmatchcase("A", "a"), translate("a?"))

"""re: patterns and templates that are refused: text and position."""

import re

for pattern in [
    "(", ")", "a)", "(a", "(?", "(?P", "(?P<", "(?P<a", "(?P<>x)", "(?P<1a>x)", "(?P<a>x)(?P<a>y)", "(?P=b)", "(?P=a", "(?Px)", "(?<", "(?<a", "(?z)",
    "(?i", "(?i-", "(?iz)", "(?i-i:a)", "(?-u:a)", "(?L)a", "(?au)a", "a(?i)b", "(?#x", "(?(1)a|b|c)", "(?(0)a)", "(?(2)a)", "(?(n)a)", "(?(1", "[a", "[", "[]", "[^]",
    "[z-a]", "[\\d-a]", "[a-\\d]", "[a", "*", "+a", "a**", "a{1}{2}", "a{3,2}", "^*", "(*a)", "|*", "a|*", "\\", "a\\", "\\1", "(a\\1)", "(a)\\2", "\\q", "[\\q]",
    "\\x1", "\\u12", "\\U1234567", "\\400", "[\\400]", "[\\8]", "(?<=a*)b", "(?<=a|bc)d", "(?<!a+)b", "(?<=(a)\\1)b", "ab\n(c", "x\n\n  [a", "a???", "a*+*", "(?P<n>", "a{99999999999}",
    "\\N", "(?P<é>a)", "(?P<a b>c)",
]:
    try:
        print(repr(pattern), re.compile(pattern))
    except re.error as e:
        print(repr(pattern), "|", e, "|", e.msg, e.pos, e.lineno, e.colno, e.pattern == pattern)
    except OverflowError as e:
        print(repr(pattern), "OverflowError", e)

for template in ["\\", "a\\", "\\2", "\\g", "\\g<", "\\g<>", "\\g<1", "\\g<2>", "\\g<x y>", "\\g<zz>", "\\q", "\\400", "\\99", "ok\\z"]:
    try:
        print(repr(template), re.sub("(a)", template, "a"))
    except (re.error, IndexError) as e:
        print(repr(template), "|", type(e).__name__, e)

print(re.error is re.PatternError, re.error.__name__, issubclass(re.error, Exception))

"""str: case methods and predicates."""

for s in ("hello World", "ÄÖ straße", "ǆ", "they're bill's", "123abc", "", "ABC"):
    print(repr(s), s.upper(), s.lower(), s.title(), s.capitalize(), s.swapcase(), s.casefold())
for s in ("abc", "ABC", "Abc", "a1", "12", "½", "²", "٣", " \t", "", "a_b", "9a", "class", "Ab Cd", "é", "\n", "a b"):
    print(repr(s), *(int(f()) for f in (s.isalpha, s.isdigit, s.isdecimal, s.isnumeric, s.isalnum, s.isspace, s.islower, s.isupper, s.istitle, s.isidentifier, s.isascii, s.isprintable)))

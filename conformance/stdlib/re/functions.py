"""re: the functions, the methods of patterns and matches, templates."""

import re

print(re.findall(r"\d+", "a1b22c333"), re.findall(r"(\w)(\d)", "a1 b2"), re.findall("(a)|b", "ab"), re.findall("x*", "axb"), re.findall("", "ab"))
print(re.findall(r"(?=(\w\w))", "abcd"), re.findall(r"\b", "ab cd"), re.findall(r"\w*", "ab cd"), re.findall("a|", "aba"))
print([m.span() for m in re.finditer("a*", "baac")], [m.group(1) for m in re.finditer(r"(\w)=", "a=1 b=2")])
print(re.split(r"[,;]\s*", "a, b;c,d"), re.split("(,)", "a,b,c"), re.split("x*", "axbc"), re.split(r"\b", "ab cd"), re.split(",", "a,b,c", maxsplit=1))
print(re.split("(a)|b", "1a2b3"), re.split("", "abc"), re.split(r"(?=[A-Z])", "helloWorldFoo"), re.split(",", ""), re.split("(x)?", "ab"))
print(re.sub("x*", "-", "abxd"), re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world"), re.sub("a", "b", "aaa", count=2), re.subn("a", "b", "banana"))
print(re.sub(r"(?P<first>\w)(?P<second>\w)", r"\g<second>\g<first>\g<0>", "abcd"), re.sub("(a)|b", r"[\1]", "ab"), re.sub("a", r"\\\n\t", "xa"))
print(re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "a1b22"), re.sub("a", lambda m: r"\1", "a"), re.sub("", "-", "abc"), re.sub("b*", "-", "abc"))
print(re.sub(r"(.)", r"\g<1>0", "ab"), re.sub("a", r"\101\x", "a") if False else "", re.sub("a", r"\060", "a"), re.sub("(a)", r"\1\1", "a-a"))
print(re.sub(b"a", b"b\\n", b"xa"), re.subn(b"(x)", rb"<\1>", b"axa"))
print(re.escape("a.b*c[d] e-f_g~h\n"), re.escape(b"a.b"), re.escape("é$"))

m = re.match(r"(?P<key>\w+)\s*=\s*(?P<value>.*)?", "name = x y")
print(m, m.group("key"), m.group(1, "value"), m["key"], m[2], m.start("value"), m.end(), m.span(1), m.expand(r"\g<value>:\1"))
print(m.pos, m.endpos, m.string, m.re.pattern, m.regs, bool(m), m.lastindex, m.lastgroup, m.groupdict())
n = re.match("(a)(b)?(?P<c>c)?", "a")
print(n.groups(), n.groups("-"), n.groupdict("?"), n.group(2), n.start(2), n.span(2), n.expand(r"\1\2|"))
for bad in (5, "zz", -1):
    try:
        m.group(bad)
    except IndexError as e:
        print(type(e).__name__, e)

p = re.compile(r"(?P<a>x)(y)", re.I | re.M)
print(p, p.pattern, p.flags, p.groups, dict(p.groupindex), p == re.compile(r"(?P<a>x)(y)", re.I | re.M), p == re.compile("x"), re.compile("a") is re.compile("a"))
print(re.compile("a"), re.compile(b"a"), re.compile("a", re.A), re.compile("a", re.X | re.S), re.compile("(?i)a").flags, hash(p) == hash(p))
print(re.I, re.I | re.M, re.NOFLAG, repr(re.VERBOSE), int(re.S), re.I & re.M, bool(re.I & re.M), re.I == 2, re.A.name, re.A.value)
print(p.findall("XY xy"), p.sub("-", "axyb"), p.split("axyb"), p.subn("", "xyxy", 1), [m.start() for m in p.finditer("xyxy")], p.fullmatch("XY"))
print(re.compile("a").findall("aaaa", 1, 3), [m.span() for m in re.compile("a").finditer("aaaa", 2)], re.compile("a+").search("baab", 2).group())
tokens = re.compile(r"(?P<NUMBER>\d+(\.\d*)?)|(?P<NAME>[A-Za-z_]\w*)|(?P<OP>[+\-*/=])|(?P<SKIP>\s+)|(?P<BAD>.)")
print([(t.lastgroup, t.group()) for t in tokens.finditer("x1 = 3.14 * rate?") if t.lastgroup != "SKIP"])

for call in (
    lambda: re.match("a", 5), lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.compile(5), lambda: re.sub("a", 5, "a"),
    lambda: re.compile(re.compile("a"), re.I), lambda: re.sub("a", lambda m: 5, "a"), lambda: re.compile("a", re.A | re.U), lambda: re.compile(b"a", re.U),
):
    try:
        print(call())
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

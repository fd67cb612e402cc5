"""re: what patterns match: groups, repetition, look-around, references, classes, flags."""

import re


def show(pattern, text, flags=0):
    m = re.search(pattern, text, flags)
    if m is None:
        print(pattern, repr(text), None)
    else:
        print(pattern, repr(text), m.span(), m.group(), m.groups(), m.groupdict(), m.lastindex, m.lastgroup)


for pattern, text in [
    ("abc", "xabcy"), ("a.c", "a\nc abc"), ("a*", "baaa"), ("a+?", "aaa"), ("a{2,3}", "aaaa"), ("a{2,3}?", "aaaa"),
    ("a{,2}b", "aaab"), ("a{2}", "aaa"), ("x{", "ax{"), ("x{a}", "x{a}"), ("x{}", "x{}"), ("(a)(b)?", "a"), ("(a|ab)(c|bcd)(d*)", "abcd"),
    ("(a*)*", "b"), ("(a*)+", "b"), ("(a|b)*", "abab"), ("(?:(a)|b)*", "ab"), ("(?:(a)|(b))*", "abab"), ("((a)|b)*c", "abc"),
    ("(a+|b)*", "ab"), ("(a?)*?b", "aab"), ("(?:a?)*?$", "aa"), ("(x|xy)(z|yz)?", "xyz"), ("(.*)(.*)", "ab"), ("(.*?)(.*)", "ab"),
    ("(?P<year>\\d{4})-(?P<month>\\d\\d)", "on 2024-05-06"), ("(?P<q>['\"]).*?(?P=q)", "say 'x\"y' z"), (r"(\w)\1", "hello"),
    (r"(a)\1\1", "aaa"), ("(?=ab)a", "xab"), ("a(?!b)", "abac"), ("(?<=a)b", "bab"), ("(?<!a)b", "abb"), ("(?<=ab|cd)e", "abe"),
    ("(?<=(a))b", "ab"), ("(?=(a+))a*b\\1", "baaabac"), ("(a)?(?(1)b|c)", "ab"), ("(a)?(?(1)b|c)", "c"), ("(?P<n>a)?(?(n)b)", "b"),
    ("(?>a*)ab", "aaab"), ("(?>a*)b", "aaab"), ("a*+a", "aaa"), ("a++b", "aab"), ("(?:ab)++c", "ababc"), ("a?+a", "a"), ("x{1,2}+x", "xxx"),
    ("^b", "a\nb"), ("a$", "a\n"), (r"a\Z", "a\n"), (r"\Aa", "ba"), (r"\bfoo\b", "a foo b"), (r"\Boo", "foo"), (r"\b", ""), (r"\B", ""),
    ("[abc]+", "xcab"), ("[^abc]+", "abxyz"), ("[a-cx-z]+", "mbyz"), ("[]a]+", "a]b"), ("[^]a]+", "a]bc"), ("[a-]+", "b-a"), ("[-a]+", "b-a"),
    (r"[\d\-]+", "a1-2"), (r"[\w.]+", "!a.b_c"), (r"[^\W\d]+", "12ab"), (r"\d+", "a٣٤"), (r"\s+", "a\u2003\x1cb"), (r"\w+", "été_1"), (r"[\s\S]", "\n"),
    (r"[\b]", "a\bc"), (r"\x41\u0042\101\0", "AB" + "A\0"), (r"[\x41-\x43]+", "xABCD"), (r"\t\n\\\.", "\t\n\\."), ("a|", "b"), ("|a", "a"), ("", "x"),
    ("(?i:a)b", "Ab"), ("(?i:a)b", "AB"), ("(?i)straße", "STRAßE"), ("(?s)a.b", "a\nb"), ("(?m)^b$", "a\nb\nc"), ("(?x) a  b # c\n c", "abc"),
    ("(?s:.)(?-s:.)", "\nab"), ("(?a)\\w+", "éab"), ("(?a:\\w)+", "éab"), ("(?i-s:A.)", "a\nab"), ("(?#comment)a", "a"), ("(?:a|b|c)+d", "abcd"),
    ("(?:)*", "a"), ("(?:a|)*b", "aab"), ("()", "a"), ("(?!)", "a"), ("(?=)a", "a"), ("((((a))))", "a"), ("a{0}b", "ab"), ("(a){0}b", "b"),
    ("(?P<a>.)(?P<b>.)?", "x"), ("(a)|(b)", "b"), ("(a(b)?)+", "aba"), ("(?:(a)|(b)|(c))+", "abc"), ("([ab])*?c", "abc"), ("^(?:a+)+$", "aaab"),
    ("(?:a{2}){2}", "aaaa"), ("(a{1,2}){2}", "aaa"), (".*foo", "xfoofoo"), (".*?foo", "xfoofoo"), ("[^x]*x[^x]*$", "axbxc"), ("\\$\\^", "$^"),
]:
    show(pattern, text)

for pattern, text, flags in [
    ("hello", "HeLLo", re.I), ("[a-z]+", "ABC", re.IGNORECASE), ("[^a-z]+", "ABC1", re.I), ("é", "É", re.I), ("é", "É", re.I | re.A),
    ("ſ", "S", re.I), ("k", "\u212a", re.I), ("[i]", "İ", re.I), ("σ", "ς", re.I), ("µ", "μ", re.I), ("ß", "ẞ", re.I), (r"(a)\1", "aA", re.I),
    ("^b$", "a\nb\nc", re.M), ("a.b", "a\nb", re.S), ("a b # c", "ab", re.X), ("a\\ b", "a b", re.X), ("[ ]a", " a", re.VERBOSE), (r"\w", "é", re.A),
    (r"\d", "٣", re.ASCII), (r"\s", "\xa0", re.A), ("^a", "b\na", re.MULTILINE | re.IGNORECASE), ("a$", "a\nb", re.M),
]:
    show(pattern, text, flags)

print(re.match("a", "ba"), re.fullmatch("a+", "aaa"), re.fullmatch("a|ab", "ab"), re.fullmatch("a+?", "aaa"), re.fullmatch("a", "a\n"))
print(re.match(b"(a)(b)?", b"ab").groups(), re.search(rb"\w+", b"\xe9ab").group(), re.findall(b"[\x80-\xff]", b"a\xe9\xff"))
p = re.compile("^b")
print(p.search("ab", 1), p.match("b", 0), re.compile("b").match("ab", 1).span(), re.compile("b$").search("abc", 0, 2), re.compile(r"\bb").search("ab", 1))
print(re.compile("a").search("aaa", 5), re.compile("").search("abc", 3), re.compile("x*").match("abc", 2, 1), re.compile("a").search("aaa", -5, -1))
print(re.match("(?:x|y|z)*w", "xyzxyz" * 2000), re.match("(?:a|b)*", "ab" * 20000).end(), re.match("(.)*", "q" * 30000).group(1))

"""str: find, index, count, startswith, endswith, replace."""

s = "abracadabra"
print(s.find("a"), s.find("a", 1), s.find("bra", 2), s.find("z"), s.rfind("a"), s.rfind("bra", 0, 8), s.find("", 3), s.find("", 99), s.find("a", -3))
print(s.index("cad"), s.rindex("a"), s.count("a"), s.count("abra"), s.count(""), s.count("a", 3, -1), "aaaa".count("aa"))
print(s.startswith("abra"), s.startswith("bra", 1), s.startswith(("x", "ab")), s.endswith("bra"), s.endswith(("a", "b"), 0, 4), s.startswith(""))
print(s.replace("a", "o"), s.replace("a", "", 2), s.replace("", "-", 3), "".replace("", "x"), s.replace("zz", "y"), s.replace("abra", ""))
print("bra" in s, "" in s, s.removeprefix("abra"), s.removesuffix("abra"), s.removeprefix("x"))
print("naïve café".find("é"), "日本語テキスト".index("語"), "日本語"[1], len("日本語"), "a😀b".find("b"), "😀😃".count("😃"))
for bad in (lambda: s.index("z"), lambda: s.rindex("q"), lambda: s.find(1), lambda: s.startswith(["a"]), lambda: s.replace("a")):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

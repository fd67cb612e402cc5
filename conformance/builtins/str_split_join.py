"""str: split, rsplit, splitlines, partition, join, strip."""

print("a b  c ".split(), "a b  c ".split(" "), "a,b,,c".split(","), "a,b,c".split(",", 1), "".split(), "".split(","), "  x y z ".split(None, 1))
print("a b c".rsplit(" ", 1), "  a b c ".rsplit(None, 1), "a--b--c".split("--"), "x".split("y"), " \t\n ".split())
print("one\ntwo\r\nthree\rfour\n".splitlines(), "a\n\nb".splitlines(True), "".splitlines(), "a\x0bb\x0cc\u2028d".splitlines())
print("k=v=w".partition("="), "k=v=w".rpartition("="), "none".partition("="), "none".rpartition("="))
print(",".join(["a", "b"]), "".join(str(i) for i in range(5)), "-".join("xyz"), ",".join([]), ", ".join({"k": 1, "l": 2}))
print(repr("  x \n".strip()), repr("  x ".lstrip()), repr("  x ".rstrip()), "xxhixx".strip("x"), "abcba".strip("ab"), "www.site.com".lstrip("w."), "a.txt".rstrip("tx."))
for bad in (lambda: "a".split(""), lambda: ",".join([1]), lambda: ",".join(["a", None]), lambda: "a".partition(""), lambda: "a".strip(1), lambda: ",".join(5)):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

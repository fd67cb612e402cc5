"""str: justification, zfill, expandtabs, translate, encode, repetition."""

print("ab".ljust(5) + "|", "ab".rjust(5, "*"), "ab".center(5, "-"), "abc".center(6, "-"), "abc".center(2), "42".zfill(5), "-42".zfill(5), "+x".zfill(4), "".zfill(2))
print("a\tb\tcd\te".expandtabs(), "a\tb".expandtabs(4), "12345\t|".expandtabs(3), "\t".expandtabs(0) + "|")
table = str.maketrans("abc", "xyz", "d")
print("aabbccdd e".translate(table), "hello".translate({104: "J", 101: None, 108: ord("L")}), str.maketrans({"a": "1"}))
print("é😀".encode(), "é".encode("latin-1"), "a\u0301".encode("utf-16-le"), "é?".encode("ascii", "replace"), "é".encode("ascii", "ignore"), "é😀".encode("ascii", "backslashreplace"), "é".encode("ascii", "xmlcharrefreplace"))
print("ab" * 3, 2 * "xy", "a" * 0, "a" * -1, "a" + "b" "c", "abc"[::-1], "abc" < "abd", min("hello"), max("hello"), sorted("hello"))
print(list("añ😀"), [ord(c) for c in "aé😀"], "".join(map(chr, [72, 105, 128512])), "abc".__len__(), "x" == 'x', hash("a") == hash("a"))
print(str(5) + str(2.0) + str(None) + str([1, "a"]), str(b"ab", "utf-8"), str(b"ab"), str(), repr(str))
print("%s" % "x", "a" "b".upper(), "tab\there".expandtabs(8), "abc".isalpha() and "yes")

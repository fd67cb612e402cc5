"""Number, string and bytes literals in all their spellings."""

print(1_000_000, 0xFF, 0o17, 0b1010, 1e3, .5, 5., 1_0.0_1, 0xdead_beef)
print('single', "double", '''triple
line''', """with "quotes" inside""")
print("tab\tnew\\n", "\x41\u00e9\U0001F600\N{BULLET}", "\101", r"raw\n", "con" "cat" 'ed')
print("line \
continued", b"bytes\x00\xff", rb"raw\x00", b"a" b"b")
print(len("\U0001F600"), len("e\u0301"), len(b"\n"), "\0" == "\x00", repr("\0\x7f\x80\xa0\u2028"))
print(repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\\ \t\r\n"))
print(..., None, True, NotImplemented, (), (1,), [], {}, {1}, {1: 2})
print(type(...).__name__, type(None).__name__, type(1j).__name__)

"""Methods of bytearray in a program with types: what they give, and their errors."""

def main() -> None:
    b = bytearray(b"a,b a")
    print(b.index(b"a", 1), b.rindex(b"a"), b.rfind(b"z"), b.center(9), b.title(), b.isascii(), b.zfill(8), b.translate(None, b"a"))
    print(b.join([b"1", b"2"]), b.splitlines(), b.removeprefix(b"a"), b.expandtabs())
    try:
        b.index(b"q")
    except ValueError as e:
        print(e)
main()

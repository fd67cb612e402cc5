"""f-strings: expressions, conversions, nesting, debugging form."""

name = "Wörld"
n = 42
pi = 3.14159265
print(f"hello {name}", f"{n} {n + 1} {n * 2!r}", f"{name!r} {name!a} {name!s}")
print(f"{{literal}} {{{n}}}", f"{'nested ' + f'{n}'}", f"{n:{10}}|{n:<{5}}|{pi:.{2}f}")
print(f"{n=} {pi=:.2f} {name=!s} { n = }", f"{n + 1 = }")
print(f"{'a' if n > 1 else 'b'} {[x for x in range(3)]} {(lambda x: x + 1)(1)} {({'k': 1})['k']}")
print(f"{name:>10}|{name:^11}|{name:*<8}|{name:.3}|{name:-^7.2}|")
print(f"""multi
{n} line""")
print(f"{name}" "plain" f"{n}" '{not}', rf"\d{n}", f"\t{n}\x41")
print(f"{f"{name}"} {"quotes: " + 'ok'}", f"{'\n'.join(['a', 'b'])}")
print(f"{None} {True} {[1, 'a']} {{1: 'x'}} {()}")


class Temp:
    def __init__(self, c):
        self.c = c

    def __format__(self, spec):
        return f"<{self.c}:{spec}>"

    def __str__(self):
        return "str"

    def __repr__(self):
        return "repr"


t = Temp(3)
print(f"{t} {t:abc} {t!s} {t!r:>6} {t:{'x' * 3}} {t=}")

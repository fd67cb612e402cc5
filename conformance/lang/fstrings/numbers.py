"""The format mini-language for numbers."""

for spec in ("d", "5d", "<5d", "^5d", "=+6d", "05d", "+d", " d", ",", "_", "b", "#b", "o", "#o", "x", "#X", "c", "e", ".2f", "n", "08.3f", "%", "_b", "#010x", "*^9"):
    print(spec, repr(format(77, spec)), repr(format(-77, spec)) if spec != "c" else "")
for spec in ("", "f", ".0f", ".3f", "e", ".2e", "E", "g", ".3g", "G", "%", ".1%", "10.2f", "<10.2f", "+.1f", ",.2f", "_.1f", "#.0f", "010.1f", ".10", "z.1f"):
    print(spec, repr(format(1234.5678, spec)), repr(format(-0.04, spec)))
print(f"{10**25:,} {2**70:_x} {1e20:g} {1e-7:g} {123456789:g} {0.0001:g} {float('inf'):f} {float('nan'):.2f}")
print(f"{1234567.0:,} {1e16:,.0f} {5:.2%} {True:d} {True} {False:5}|")
for value, spec in ((1.5, "d"), (5, "s"), ("x", "d"), (5, ".2d"), ("x", "=5"), (5, "k"), (None, "5"), ([], ">5"), ("x", "+"), (3, ",x")):
    try:
        print(format(value, spec))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

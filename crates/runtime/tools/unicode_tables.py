"""Write src/str/unicode/tables.rs from what CPython 3.13 answers about every code point.

Run with Python 3.13:  python3.13 tools/unicode_tables.py > src/str/unicode/tables.rs
"""

import sys
import unicodedata

assert sys.version_info[:2] == (3, 13), "the tables are those of CPython 3.13"
ALL = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def boundaries(test):
    """Where membership changes, starting outside."""
    out, inside = [], False
    for c in range(0x110000):
        now = not 0xD800 <= c < 0xE000 and test(chr(c))
        if now != inside or (c == 0x10000 and now):
            out.append(c)
            if c == 0x10000 and now and inside:
                out.append(c)  # close in the first half what is open in the second
            inside = now
    return out


def emit_list(kind, name, doc, items, per=14):
    print(f"/// {doc}")
    print(f"pub(super) static {name}: [{kind}; {len(items)}] = [")
    for i in range(0, len(items), per):
        print("    " + ", ".join(str(x) for x in items[i : i + per]) + ",")
    print("];\n")


def emit_set(name, doc, test):
    edges = boundaries(test)
    low = [c for c in edges if c < 0x10000]
    if len(low) % 2:  # a range runs up to the end of the first half
        edges.remove(0x10000)
    high = [c for c in edges if c >= 0x10000]
    low_text = ", ".join(str(c) for c in low)
    high_text = ", ".join(str(c) for c in high)
    print(f"/// {doc}")
    print(f"pub(super) static {name}: Set = Set {{")
    print(f"    low: &[{low_text}],")
    print(f"    high: &[{high_text}],")
    print("};\n")


def emit_map(name, doc, mapping):
    """Runs (first, last, stride, delta) of single code points, and the texts of longer ones."""
    runs = []
    for c, to in sorted((ord(a), ord(b)) for a, b in mapping.items() if len(b) == 1):
        delta = to - c
        if runs and runs[-1][3] == delta:
            first, last, stride, _ = runs[-1]
            step = c - last
            if step in (1, 2) and (first == last or stride == step):
                runs[-1] = (first, c, step, delta)
                continue
        runs.append((c, c, 1, delta))
    long = sorted((ord(a), b) for a, b in mapping.items() if len(b) > 1)
    print(f"/// {doc}")
    print(f"pub(super) static {name}: Map = Map {{")
    print("    runs: &[")
    for first, last, stride, delta in runs:
        print(f"        Run::new({first:#x}, {last:#x}, {stride}, {delta}),")
    print("    ],")
    print("    long: &[")
    for c, text in long:
        escaped = "".join(f"\\u{{{ord(ch):x}}}" for ch in text)
        print(f'        ({c:#x}, "{escaped}"),')
    print("    ],")
    print("};\n")


SIGMA = "Σ"
emitted = f"""//! Properties and case mappings of code points, as CPython 3.13 has them (Unicode {unicodedata.unidata_version}).
//!
//! Written by `tools/unicode_tables.py`; do not edit.

use super::{{Map, Run, Set}};
"""
print("#![cfg_attr(rustfmt, rustfmt_skip)]" if False else emitted)

emit_set("PRINTABLE", "`isprintable`.", str.isprintable)
emit_set("ALPHA", "`isalpha`.", str.isalpha)
emit_set("DIGIT", "`isdigit`.", str.isdigit)
emit_set("NUMERIC", "`isnumeric`.", str.isnumeric)
emit_set("LOWER", "`islower`.", str.islower)
emit_set("UPPER", "`isupper`.", str.isupper)
emit_set("TITLE", "Title case letters.", lambda c: c.istitle() and not c.isupper())
emit_set("IDENTIFIER_START", "May start an identifier.", str.isidentifier)
emit_set("IDENTIFIER_CONTINUE", "May continue an identifier.", lambda c: ("a" + c).isidentifier())
emit_set("CASED", "Has a case.", lambda c: (c + "a").title()[-1] == "a")
emit_set(
    "CASE_IGNORABLE",
    "Ignored when looking for the cased neighbours of a letter.",
    lambda c: ("A" + c + SIGMA).lower()[-1] == "ς" and (c + SIGMA).lower()[-1] != "ς",
)
zeros = [ord(c) for c in ALL if unicodedata.decimal(c, None) == 0]
for zero in zeros:
    assert [unicodedata.decimal(chr(zero + i)) for i in range(10)] == list(range(10))
emit_list("u32", "DECIMAL_ZEROS", "The zero of each run of ten decimal digits.", zeros)

lower = {c: c.lower() for c in ALL if c.lower() != c}
upper = {c: c.upper() for c in ALL if c.upper() != c}
emit_map("TO_LOWER", "`lower`.", lower)
emit_map("TO_UPPER", "`upper`.", upper)
emit_map("TO_TITLE", "`title`, where it differs from `upper`.", {c: c.title() for c in ALL if c.title() != c.upper()})
emit_map(
    "TO_FOLDED",
    "`casefold`, where it differs from `lower`.",
    {c: c.casefold() for c in ALL if c.casefold() != c.lower()},
)

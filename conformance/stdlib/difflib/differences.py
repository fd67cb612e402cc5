"""difflib: matching blocks, ratios, unified and context diffs, ndiff."""

import difflib

a = "one two three four\nsecond line\nthird\nsame\nlast line here\n".splitlines(True)
b = "one two tree four\nsecond line\nnew\nsame\nlast lines here\nadded\n".splitlines(True)
s = difflib.SequenceMatcher(None, "abxcd", "abcd")
print(s.get_matching_blocks(), s.get_opcodes(), s.ratio(), s.quick_ratio(), s.real_quick_ratio(), s.find_longest_match(0, 5, 0, 4))
print("".join(difflib.unified_diff(a, b, "a.txt", "b.txt")), "".join(difflib.context_diff(a, b, n=1)), "".join(difflib.ndiff(a, b)), sep="---\n")
print(difflib.get_close_matches("appel", ["ape", "apple", "peach", "puppy"]), list(difflib.unified_diff(a, a)), "".join(difflib.restore(difflib.ndiff(a, b), 1)) == "".join(a), list(difflib.Differ().compare(["a\n"], ["b\n"])))
print(difflib.SequenceMatcher(lambda x: x == " ", "private Thread currentThread;", "private volatile Thread currentThread;").ratio(), list(difflib.unified_diff(["x"] * 20 + ["y"], ["x"] * 20 + ["z"], lineterm="")))

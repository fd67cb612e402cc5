"""Filename matching with shell patterns."""

import re


def fnmatch(name, pat):
    """Test whether FILENAME matches PATTERN."""
    return fnmatchcase(name, pat)


def fnmatchcase(name, pat):
    """Test whether FILENAME matches PATTERN, including case."""
    return re.compile(translate(pat)).match(name) is not None


def filter(names, pat):
    """Construct a list from those elements of the iterable NAMES that match PAT."""
    match = re.compile(translate(pat)).match
    return [name for name in names if match(name)]


def translate(pat):
    """Translate a shell PATTERN to a regular expression."""
    out = []
    i, n = 0, len(pat)
    while i < n:
        c = pat[i]
        i += 1
        if c == "*":
            if not out or out[-1] != ".*":
                out.append(".*")
        elif c == "?":
            out.append(".")
        elif c == "[":
            j = i
            if j < n and pat[j] == "!":
                j += 1
            if j < n and pat[j] == "]":
                j += 1
            while j < n and pat[j] != "]":
                j += 1
            if j >= n:
                out.append("\\[")
            else:
                stuff = pat[i:j].replace("\\", "\\\\")
                stuff = re.sub(r"([&~|])", r"\\\1", stuff)
                i = j + 1
                if stuff[0] == "!":
                    stuff = "^" + stuff[1:]
                elif stuff[0] in ("^", "["):
                    stuff = "\\" + stuff
                out.append(f"[{stuff}]")
        else:
            out.append(re.escape(c))
    return f"(?s:{''.join(out)})\\Z"

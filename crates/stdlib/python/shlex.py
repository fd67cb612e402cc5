"""Splitting and quoting of text by the rules of a shell; the class shlex is not here."""

import re

__all__ = ["split", "quote", "join"]

_UNSAFE = re.compile(r"[^\w@%+=:,./-]", re.ASCII)


def split(s, comments=False, posix=True):
    """Split the string *s* using shell-like syntax."""
    if s is None:
        raise ValueError("s argument must not be None")
    return _posix_words(s, comments) if posix else _plain_words(s, comments)


def _posix_words(s, comments):
    words, word, quoted = [], None, ""
    i, n = 0, len(s)
    while i < n:
        c = s[i]
        i += 1
        if quoted:
            if c == quoted:
                quoted = ""
            elif c == "\\" and quoted == '"':
                if i >= n:
                    raise ValueError("No escaped character")
                word += s[i] if s[i] in '"\\' else "\\" + s[i]
                i += 1
            else:
                word += c
        elif c in " \t\r\n":
            if word is not None:
                words.append(word)
                word = None
        elif c in "'\"":
            word, quoted = word or "", c
        elif c == "\\":
            if i >= n:
                raise ValueError("No escaped character")
            word = (word or "") + s[i]
            i += 1
        elif c == "#" and comments:
            end = s.find("\n", i)
            i = n if end < 0 else end + 1
            if word is not None:
                words.append(word)
                word = None
        else:
            word = (word or "") + c
    if quoted:
        raise ValueError("No closing quotation")
    if word is not None:
        words.append(word)
    return words


def _plain_words(s, comments):
    """Words with the quotes they were written with: a quoted part that opens a word ends it."""
    words, word, quoted = [], "", ""
    i, n = 0, len(s)
    while i < n:
        c = s[i]
        i += 1
        if quoted:
            word += c
            if c == quoted:
                words.append(word)
                word, quoted = "", ""
        elif c in " \t\r\n":
            if word:
                words.append(word)
                word = ""
        elif c in "'\"" and not word:
            word, quoted = c, c
        elif c == "#" and comments:
            end = s.find("\n", i)
            i = n if end < 0 else end + 1
            if word:
                words.append(word)
                word = ""
        else:
            word += c
    if quoted:
        raise ValueError("No closing quotation")
    if word:
        words.append(word)
    return words


def join(split_command):
    """Return a shell-escaped string from *split_command*."""
    return " ".join(quote(word) for word in split_command)


def quote(s):
    """Return a shell-escaped version of the string *s*."""
    if not s:
        return "''"
    if not isinstance(s, str):
        raise TypeError(f"expected string or bytes-like object, got '{type(s).__name__}'")
    if _UNSAFE.search(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"

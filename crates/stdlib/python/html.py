"""General functions for HTML: escaping; names of characters are those of HTML 4."""

import re

__all__ = ["escape", "unescape"]

_NAMES = (
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 "
    "ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml "
    "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring "
    "aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc "
    "uuml yacute thorn yuml")
_MORE = {
    "lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'", "hellip": "\u2026", "mdash": "\u2014", "ndash": "\u2013", "lsquo": "\u2018",
    "rsquo": "\u2019", "ldquo": "\u201c", "rdquo": "\u201d", "bull": "\u2022", "euro": "\u20ac", "trade": "\u2122", "larr": "\u2190",
    "uarr": "\u2191", "rarr": "\u2192", "darr": "\u2193", "hearts": "\u2665", "alpha": "\u03b1", "beta": "\u03b2", "gamma": "\u03b3",
    "delta": "\u03b4", "pi": "\u03c0", "sigma": "\u03c3", "omega": "\u03c9", "le": "\u2264", "ge": "\u2265", "ne": "\u2260", "infin": "\u221e",
    "sum": "\u2211", "minus": "\u2212", "LT": "<", "GT": ">", "AMP": "&", "QUOT": '"',
}
_CHARACTERS = {**{name: chr(160 + i) for i, name in enumerate(_NAMES.split())}, **_MORE}
# These may stand without their semicolon, before other letters too.
_SHORT = frozenset(_NAMES.split()) | {"lt", "gt", "amp", "quot", "LT", "GT", "AMP", "QUOT"}
_REFERENCE = re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")
_WINDOWS = {0x80: "\u20ac", 0x85: "\u2026", 0x91: "\u2018", 0x92: "\u2019", 0x93: "\u201c", 0x94: "\u201d", 0x95: "\u2022",
            0x96: "\u2013", 0x97: "\u2014", 0x99: "\u2122"}


def escape(s, quote=True):
    """Replace special characters "&", "<" and ">" to HTML-safe sequences.

    If the optional flag quote is true (the default), the quotation mark
    characters, both double quote (") and single quote (') characters are also
    translated.
    """
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


def _number(text):
    number = int(text[1:], 16) if text[0] in "xX" else int(text)
    if number in _WINDOWS:
        return _WINDOWS[number]
    if number == 0 or 0xD800 <= number <= 0xDFFF or number > 0x10FFFF:
        return "\ufffd"
    return chr(number)


def _replaced(match):
    text = match.group(1)
    if text[0] == "#":
        return _number(text[1:].rstrip(";"))
    if text.endswith(";") and text[:-1] in _CHARACTERS:
        return _CHARACTERS[text[:-1]]
    for end in range(len(text), 1, -1):
        if text[:end] in _SHORT:
            return _CHARACTERS[text[:end]] + text[end:]
    return "&" + text


def unescape(s):
    """Convert all named and numeric character references in the string s to the corresponding unicode characters."""
    if "&" not in s:
        return s
    return _REFERENCE.sub(_replaced, s)

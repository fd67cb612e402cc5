"""Numbers and tokens from the host's source of entropy."""

import binascii
import base64
from random import SystemRandom
from _os import urandom as _urandom

DEFAULT_ENTROPY = 32


def _below(n):
    """A number below n, all equally likely."""
    bits = n.bit_length()
    size = (bits + 7) // 8
    while True:
        value = int.from_bytes(_urandom(size), "big") >> (size * 8 - bits)
        if value < n:
            return value


def randbits(k):
    """Return an int with k random bits."""
    if k < 0:
        raise ValueError("number of bits must be non-negative")
    size = (k + 7) // 8
    return int.from_bytes(_urandom(size), "big") >> (size * 8 - k)


def randbelow(exclusive_upper_bound):
    """Return a random int in the range [0, n)."""
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    return _below(exclusive_upper_bound)


def choice(seq):
    """Choose a random element from a non-empty sequence."""
    if not len(seq):
        raise IndexError("Cannot choose from an empty sequence")
    return seq[_below(len(seq))]


def token_bytes(nbytes=None):
    """Return a random byte string containing *nbytes* bytes."""
    return _urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    """Return a random text string, in hexadecimal."""
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    """Return a random URL-safe text string, in Base64 encoding."""
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")


def compare_digest(a, b):
    """Return 'a == b', in a time that does not depend on where they differ."""
    if isinstance(a, str) and isinstance(b, str):
        if not a.isascii() or not b.isascii():
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode(), b.encode()
    elif isinstance(a, str) or isinstance(b, str):
        raise TypeError("unsupported operand types(s) or combination of types: "
                        f"'{type(a).__name__}' and '{type(b).__name__}'")
    if len(a) != len(b):
        return False
    difference = 0
    for x, y in zip(a, b):
        difference |= x ^ y
    return difference == 0

"""Keyed-hashing for message authentication (RFC 2104)."""

import hashlib
from secrets import compare_digest


class HMAC:
    """RFC 2104 HMAC class."""

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        make = (lambda: hashlib.new(digestmod)) if isinstance(digestmod, str) else digestmod
        self._outer = make()
        self._inner = make()
        self.digest_size = self._inner.digest_size
        self.block_size = self._inner.block_size
        self.name = "hmac-" + self._inner.name
        if len(key) > self.block_size:
            hashed = make()
            hashed.update(bytes(key))
            key = hashed.digest()
        key = bytes(key).ljust(self.block_size, b"\0")
        self._outer.update(bytes(b ^ 0x5C for b in key))
        self._inner.update(bytes(b ^ 0x36 for b in key))
        if msg is not None:
            self.update(msg)

    def update(self, msg):
        """Feed data from msg into this hashing object."""
        self._inner.update(msg)

    def copy(self):
        """Return a separate copy of this hashing object."""
        other = self.__class__.__new__(self.__class__)
        other.__dict__.update(self.__dict__)
        other._outer = self._outer.copy()
        other._inner = self._inner.copy()
        return other

    def digest(self):
        """Return the hash value of this hashing object."""
        h = self._outer.copy()
        h.update(self._inner.digest())
        return h.digest()

    def hexdigest(self):
        """Like digest(), but returns a string of hexadecimal digits instead."""
        return self.digest().hex()


def new(key, msg=None, digestmod=""):
    """Create a new hashing object and return it."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """Fast inline implementation of HMAC."""
    return HMAC(key, msg, digest).digest()

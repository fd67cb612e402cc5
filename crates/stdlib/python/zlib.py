"""Checksums; compression is not here."""

import binascii

__all__ = ["adler32", "crc32"]

_ADLER = 65521


def crc32(data, value=0, /):
    """Compute a CRC-32 checksum of data."""
    return binascii.crc32(data, value)


def adler32(data, value=1, /):
    """Compute an Adler-32 checksum of data."""
    low, high = value & 0xFFFF, value >> 16
    for byte in bytes(data):
        low = (low + byte) % _ADLER
        high = (high + low) % _ADLER
    return high << 16 | low

"""Transports of asyncio."""

from asyncio import (
    Transport,
)

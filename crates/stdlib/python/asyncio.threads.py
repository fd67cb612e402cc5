"""Calls in threads."""

from asyncio import (
    to_thread,
)

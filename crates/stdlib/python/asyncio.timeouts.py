"""Timeouts of asyncio."""

from asyncio import (
    Timeout, timeout, timeout_at,
)

"""Coroutines of asyncio."""

from asyncio import (
    iscoroutine, iscoroutinefunction,
)

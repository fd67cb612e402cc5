"""Exceptions of asyncio."""

from asyncio import (
    BrokenBarrierError, CancelledError, IncompleteReadError, InvalidStateError, LimitOverrunError, TimeoutError,
)

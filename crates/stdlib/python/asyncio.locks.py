"""Locks of asyncio."""

from asyncio import (
    Barrier, BoundedSemaphore, Condition, Event, Lock, Semaphore,
)

"""Event loops and servers of asyncio."""

from asyncio import (
    BaseEventLoop, Server,
)

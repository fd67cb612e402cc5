"""Protocols of asyncio."""

from asyncio import (
    BaseProtocol, BufferedProtocol, DatagramProtocol, Protocol, SubprocessProtocol,
)

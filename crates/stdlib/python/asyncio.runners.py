"""Running asyncio programs."""

from asyncio import (
    Runner, run,
)

"""Groups of tasks."""

from asyncio import (
    TaskGroup,
)

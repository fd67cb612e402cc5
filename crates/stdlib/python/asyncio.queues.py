"""Queues of asyncio."""

from asyncio import (
    LifoQueue, PriorityQueue, Queue, QueueEmpty, QueueFull, QueueShutDown,
)

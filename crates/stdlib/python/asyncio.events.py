"""Event loops of asyncio."""

from asyncio import (
    AbstractEventLoop, AbstractEventLoopPolicy, Handle, TimerHandle, get_event_loop, get_event_loop_policy,
    get_running_loop, new_event_loop, set_event_loop, set_event_loop_policy,
)

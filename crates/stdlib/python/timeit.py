"""Measuring the time that functions take.

Statements given as text would have to be compiled at run time; here they are functions.
"""

import gc
import itertools
import time

__all__ = ["Timer", "timeit", "repeat", "default_timer"]

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5


def _nothing():
    pass


def _callable_of(statement, name):
    if statement == "pass":
        return _nothing
    if callable(statement):
        return statement
    if isinstance(statement, str):
        raise NotImplementedError(f"{name} is Python code as text, which a compiled program cannot run; give a function")
    raise ValueError(f"{name} is neither a string nor callable")


class Timer:
    """Class for timing execution speed of functions."""

    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        self._setup = _callable_of(setup, "setup")
        self._stmt = _callable_of(stmt, "stmt")

    def timeit(self, number=default_number):
        """Time 'number' executions of the main statement."""
        was_enabled = gc.isenabled()
        gc.disable()
        try:
            self._setup()
            statement, timer = self._stmt, self.timer
            start = timer()
            for _ in itertools.repeat(None, number):
                statement()
            return timer() - start
        finally:
            if was_enabled:
                gc.enable()

    def repeat(self, repeat=default_repeat, number=default_number):
        """Call timeit() a few times."""
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        """Return the number of loops and time taken so that total time >= 0.2."""
        scale = 1
        while True:
            for step in (1, 2, 5):
                number = scale * step
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            scale *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    """Convenience function to create Timer object and call timeit method."""
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    """Convenience function to create Timer object and call repeat method."""
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)

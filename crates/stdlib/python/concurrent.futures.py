"""Calls that run in threads, and futures for their results."""

import _futures
import time as _time

__all__ = [
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError", "InvalidStateError",
    "BrokenExecutor", "Future", "Executor", "wait", "as_completed", "ThreadPoolExecutor",
]

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

Future = _futures.Future
CancelledError = _futures.CancelledError
InvalidStateError = _futures.InvalidStateError
TimeoutError = TimeoutError


class BrokenExecutor(RuntimeError):
    """Raised when an executor has become non-functional after a severe failure."""


class DoneAndNotDoneFutures(tuple):
    """What wait() gives."""

    def __new__(cls, done, not_done):
        return tuple.__new__(cls, (done, not_done))

    @property
    def done(self):
        return self[0]

    @property
    def not_done(self):
        return self[1]

    def __repr__(self):
        return f"DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})"


def as_completed(fs, timeout=None):
    """An iterator over the given futures that yields each as it completes."""
    end = None
    if timeout is not None:
        end = timeout + _time.monotonic()
    fs = list(dict.fromkeys(fs))
    return _as_completed(fs, end, timeout)


def _as_completed(fs, end, timeout):
    total = len(fs)
    arrivals = _futures.Arrivals(fs)
    for left in range(total, 0, -1):
        wait_for = None
        if end is not None:
            wait_for = end - _time.monotonic()
            if wait_for < 0:
                wait_for = 0
        future = arrivals.next(wait_for)
        if future is None:
            raise TimeoutError(f"{left} (of {total}) futures unfinished")
        yield future


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    """Wait for the futures in the given sequence to complete."""
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError("Invalid return condition: %r" % (return_when,))
    fs = list(dict.fromkeys(fs))
    end = None
    if timeout is not None:
        end = timeout + _time.monotonic()
    done = [f for f in fs if f.done()]
    failed = any(not f.cancelled() and f.exception() is not None for f in done)
    is_enough = (return_when == FIRST_COMPLETED and done) or (return_when == FIRST_EXCEPTION and failed)
    if not is_enough and len(done) < len(fs):
        arrivals = _futures.Arrivals([f for f in fs if not f.done()])
        while len(done) < len(fs):
            left = None
            if end is not None:
                left = end - _time.monotonic()
                if left < 0:
                    left = 0
            future = arrivals.next(left)
            if future is None:
                break
            done.append(future)
            if return_when == FIRST_COMPLETED:
                break
            if return_when == FIRST_EXCEPTION and not future.cancelled() and future.exception() is not None:
                break
    done = set(done)
    return DoneAndNotDoneFutures(done, set(f for f in fs if f not in done))


class Executor:
    """What runs calls."""

    def submit(self, fn, /, *args, **kwargs):
        """Submits a callable to be executed with the given arguments."""
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        """Returns an iterator equivalent to map(fn, iter)."""
        end = None
        if timeout is not None:
            end = timeout + _time.monotonic()
        fs = [self.submit(fn, *args) for args in zip(*iterables)]
        return _results(fs, end)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Clean-up the resources associated with the Executor."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


def _results(fs, end):
    try:
        fs.reverse()
        while fs:
            future = fs.pop()
            try:
                if end is None:
                    result = future.result()
                else:
                    result = future.result(end - _time.monotonic())
            finally:
                future.cancel()
            yield result
    finally:
        for future in fs:
            future.cancel()


class ThreadPoolExecutor(Executor):
    """Runs calls in a pool of threads."""

    _made = 0

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = _futures.default_workers()
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        if not thread_name_prefix:
            thread_name_prefix = "ThreadPoolExecutor-%d" % ThreadPoolExecutor._made
            ThreadPoolExecutor._made += 1
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix
        self._pool = _futures.Pool(max_workers, thread_name_prefix, initializer, initargs)

    def submit(self, fn, /, *args, **kwargs):
        """Submits a callable to be executed with the given arguments."""
        return self._pool.submit(fn, args, kwargs)

    def shutdown(self, wait=True, *, cancel_futures=False):
        """Clean-up the resources associated with the Executor."""
        self._pool.shutdown(wait, cancel_futures)

"""Signals: handlers of the program, and what the host does by default."""

import _signal
import os
from enum import IntEnum


class Signals(IntEnum):
    """The signals of the host."""

    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGSTKFLT = 16
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGTTIN = 21
    SIGTTOU = 22
    SIGURG = 23
    SIGXCPU = 24
    SIGXFSZ = 25
    SIGVTALRM = 26
    SIGPROF = 27
    SIGWINCH = 28
    SIGIO = 29
    SIGPWR = 30
    SIGSYS = 31
    SIGRTMIN = 34
    SIGRTMAX = 64


class Handlers(IntEnum):
    """What stands for a handler."""

    SIG_DFL = 0
    SIG_IGN = 1


SIGHUP = Signals.SIGHUP
SIGINT = Signals.SIGINT
SIGQUIT = Signals.SIGQUIT
SIGILL = Signals.SIGILL
SIGTRAP = Signals.SIGTRAP
SIGABRT = Signals.SIGABRT
SIGBUS = Signals.SIGBUS
SIGFPE = Signals.SIGFPE
SIGKILL = Signals.SIGKILL
SIGUSR1 = Signals.SIGUSR1
SIGSEGV = Signals.SIGSEGV
SIGUSR2 = Signals.SIGUSR2
SIGPIPE = Signals.SIGPIPE
SIGALRM = Signals.SIGALRM
SIGTERM = Signals.SIGTERM
SIGCHLD = Signals.SIGCHLD
SIGCONT = Signals.SIGCONT
SIGSTOP = Signals.SIGSTOP
SIGTSTP = Signals.SIGTSTP
SIGTTIN = Signals.SIGTTIN
SIGTTOU = Signals.SIGTTOU
SIGURG = Signals.SIGURG
SIGVTALRM = Signals.SIGVTALRM
SIGPROF = Signals.SIGPROF
SIGWINCH = Signals.SIGWINCH
SIGIO = Signals.SIGIO
SIGSYS = Signals.SIGSYS
SIG_DFL = Handlers.SIG_DFL
SIG_IGN = Handlers.SIG_IGN
ITIMER_REAL = 0
ITIMER_VIRTUAL = 1
ITIMER_PROF = 2
NSIG = 65

ItimerError = OSError

_signal.begin()


def default_int_handler(signalnum, frame, /):
    """The default handler for SIGINT installed by Python."""
    raise KeyboardInterrupt


_handlers = {2: default_int_handler, 13: SIG_IGN, 25: SIG_IGN}
_interval = [0.0]


def _as_signal(number):
    try:
        return Signals(number)
    except ValueError:
        return number


def _checked(signalnum):
    number = int(signalnum)
    if number < 1 or number > 64:
        raise ValueError("signal number out of range")
    return number


def signal(signalnum, handler, /):
    """Set the handler of a signal, and return the one before."""
    number = _checked(signalnum)
    if handler is SIG_DFL or handler is SIG_IGN:
        action = int(handler)
    elif callable(handler):
        action = 2
    elif handler == 0 or handler == 1:
        action = handler
        handler = Handlers(handler)
    else:
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    if number == 2 and handler is default_int_handler:
        _signal.restore_interrupt()
    elif action == 2:
        _signal.catch(number, action, handler)
    else:
        _signal.catch(number, action, None)
    old = _handlers.get(number, SIG_DFL)
    _handlers[number] = handler
    return old


def getsignal(signalnum, /):
    """Return the handler of a signal."""
    return _handlers.get(_checked(signalnum), SIG_DFL)


def raise_signal(signalnum, /):
    """Send a signal to the program itself."""
    _signal.send(os.getpid(), int(signalnum))


def strsignal(signalnum, /):
    """Return what the system calls a signal."""
    return _signal.description(_checked(signalnum))


def valid_signals():
    """Return the signals of the host."""
    return {_as_signal(number) for number in range(1, 65) if number not in (32, 33)}


def alarm(seconds, /):
    """Arrange for SIGALRM to arrive after the given number of seconds."""
    return _signal.alarm(int(seconds))


def setitimer(which, seconds, interval=0.0, /):
    """Have a signal sent after some seconds, and then again and again."""
    _interval[0] = interval
    return _signal.timer(which, float(seconds), float(interval))


def getitimer(which, /):
    """Return what is left of a timer, and its interval."""
    interval = _interval[0]
    left, _ = _signal.timer(which, 0.0, 0.0)
    _signal.timer(which, left, interval)
    return (left, interval)


def pause():
    """Wait until a signal arrives."""
    _signal.pause()


def siginterrupt(signalnum, flag, /):
    """Whether calls that wait end with a signal; compiled programs begin them again."""


def set_wakeup_fd(fd, /, *, warn_on_full_buffer=True):
    """The event loop does without."""
    return -1

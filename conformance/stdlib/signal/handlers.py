"""Signals: names, handlers, and what a program sends to itself."""
import os
import signal
import time

print(signal.SIGTERM, repr(signal.SIGINT), signal.Signals(15).name, signal.SIGUSR1 == 10, repr(signal.SIG_DFL))
print(signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT) is signal.default_int_handler)
got = []


def handler(number, frame):
    got.append(signal.Signals(number).name)


print(signal.signal(signal.SIGUSR1, handler), signal.getsignal(signal.SIGUSR1) is handler)
os.kill(os.getpid(), signal.SIGUSR1)
signal.raise_signal(signal.SIGUSR1)
print(got, signal.signal(signal.SIGUSR1, signal.SIG_IGN) is handler)
signal.raise_signal(signal.SIGUSR1)
print(len(got), signal.strsignal(signal.SIGTERM), signal.SIGKILL in signal.valid_signals())
try:
    signal.raise_signal(signal.SIGINT)
except KeyboardInterrupt as e:
    print("interrupted", repr(e))


class Stop(Exception):
    pass


def stop(number, frame):
    raise Stop(number)


signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, 0.02)
try:
    time.sleep(20)
except Stop as e:
    print("stopped", e.args[0] == signal.SIGALRM)
print(signal.alarm(100), signal.alarm(0) in (99, 100))
for wrong in (lambda: signal.signal(signal.SIGTERM, "x"), lambda: signal.signal(99, handler)):
    try:
        wrong()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    os.kill(os.getpid(), 0)
    print("alive")
    os.kill(2**22 + 5, 0)
except ProcessLookupError as e:
    print(e)

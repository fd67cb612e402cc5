"""Signals on the event loop: add_signal_handler, and Ctrl-C while asyncio.run runs."""
import asyncio
import os
import signal


async def handlers():
    loop = asyncio.get_running_loop()
    got = asyncio.Queue()
    for sig in (signal.SIGTERM, signal.SIGUSR1):
        loop.add_signal_handler(sig, got.put_nowait, sig.name)
    loop.call_later(0.01, os.kill, os.getpid(), signal.SIGTERM)
    print(await got.get())
    signal.raise_signal(signal.SIGUSR1)
    print(got.qsize())
    print(await asyncio.wait_for(got.get(), 5))
    print(loop.remove_signal_handler(signal.SIGTERM), loop.remove_signal_handler(signal.SIGTERM))
    try:
        loop.add_signal_handler(signal.SIGUSR2, handlers)
    except TypeError as e:
        print(e)
    for wrong in ("x", 100):
        try:
            loop.add_signal_handler(wrong, print)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)


async def interrupted():
    loop = asyncio.get_running_loop()
    loop.call_later(0.01, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(1000)
    except asyncio.CancelledError:
        print("cancelled", asyncio.current_task().cancelling())
        raise
    finally:
        await asyncio.sleep(0)
        print("cleaned up")


async def graceful():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
    workers = [asyncio.create_task(asyncio.sleep(1000), name=f"w{i}") for i in range(2)]
    await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGINT)
    await stop.wait()
    for worker in workers:
        worker.cancel()
    print([type(r).__name__ for r in await asyncio.gather(*workers, return_exceptions=True)])
    return "graceful"


async def python_handler():
    def handler(number, frame):
        raise SystemExit(number)

    signal.signal(signal.SIGUSR2, handler)
    asyncio.get_running_loop().call_later(0.01, signal.raise_signal, signal.SIGUSR2)
    await asyncio.sleep(1000)


asyncio.run(handlers())
try:
    asyncio.run(interrupted())
except KeyboardInterrupt as e:
    print("KeyboardInterrupt", repr(e))
print(asyncio.run(graceful()))
print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)
try:
    asyncio.run(python_handler())
except SystemExit as e:
    print("exit", e.code)

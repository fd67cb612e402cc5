import asyncio
import concurrent.futures
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED


log = []


def io(n):
    log.append(("start", n))
    time.sleep(0.1 * n)
    print("io end", n)
    return n * 10


def fails():
    raise ValueError("in worker")


with ThreadPoolExecutor(max_workers=2, thread_name_prefix="pool") as ex:
    fs = [ex.submit(io, n) for n in (4, 1, 2)]
    for f in as_completed(fs):
        print("done", f.result())
    print(list(ex.map(lambda a, b: a + b, [1, 2, 3], [4, 5, 6])))
    bad = ex.submit(fails)
    try:
        bad.result()
    except ValueError as e:
        print("raised", e)
    print(repr(bad.exception()), bad.done(), bad.cancelled(), bad.running())
    done, not_done = wait([ex.submit(io, 1), ex.submit(io, 4)], return_when=FIRST_COMPLETED)
    print(len(done), len(not_done))
    f = ex.submit(io, 1)
    f.add_done_callback(lambda f: print("callback", f.result()))
    try:
        ex.submit(time.sleep, 0.5).result(timeout=0.001)
    except concurrent.futures.TimeoutError as e:
        print("timeout", type(e).__name__)
try:
    ex.submit(io, 1)
except RuntimeError as e:
    print(e)


async def main():
    loop = asyncio.get_running_loop()
    t0 = time.monotonic()
    async def ticker():
        for i in range(3):
            print("tick", i)
            await asyncio.sleep(0.06)
    r = await asyncio.gather(asyncio.to_thread(io, 2), ticker(), asyncio.to_thread(io, 1))
    print(r, time.monotonic() - t0 < 0.5)
    with ThreadPoolExecutor() as pool:
        print(await loop.run_in_executor(pool, io, 1))
        print(await asyncio.wrap_future(pool.submit(io, 1)))
    try:
        await asyncio.to_thread(fails)
    except ValueError as e:
        print("caught", e)
    try:
        await asyncio.wait_for(asyncio.to_thread(io, 3), 0.05)
    except TimeoutError:
        print("wait_for timeout")

    def from_thread():
        fut = asyncio.run_coroutine_threadsafe(add(1, 2), loop)
        print("thread got", fut.result())
        try:
            asyncio.get_running_loop()
        except RuntimeError as e:
            print(e)
        try:
            asyncio.get_event_loop()
        except RuntimeError as e:
            print(e)
        loop.call_soon_threadsafe(print, "called from thread")
    await asyncio.to_thread(from_thread)
    await asyncio.sleep(0)


async def add(a, b):
    await asyncio.sleep(0.01)
    return a + b

asyncio.run(main())
print("after run")


def run_loop_in_thread():
    async def inner():
        await asyncio.sleep(0.01)
        return threading.current_thread().name
    print("inner", asyncio.run(inner()))


t = threading.Thread(target=run_loop_in_thread, name="looper")
t.start()
t.join()
loop = asyncio.new_event_loop()
t = threading.Thread(target=lambda: (asyncio.set_event_loop(loop), loop.run_forever()), daemon=True)
t.start()
print(asyncio.run_coroutine_threadsafe(add(3, 4), loop).result(timeout=2))
loop.call_soon_threadsafe(loop.stop)
t.join()
loop.close()
ev = threading.Event()
def daemon():
    while True:
        time.sleep(0.01)
threading.Thread(target=daemon, daemon=True).start()
print(len(log))
print("end")

import queue
import threading
import time

order = []


def worker(n, lock):
    order.append(f"start {n}")
    time.sleep(0.03 * (3 - n))
    with lock:
        order.append(f"end {n}")


lock = threading.Lock()
threads = [threading.Thread(target=worker, args=(i, lock), name=f"W{i}") for i in range(3)]
for t in threads:
    t.start()
print(threading.active_count(), [t.name for t in threading.enumerate()])
for t in threads:
    t.join()
print(order, [t.is_alive() for t in threads])


class Summing(threading.Thread):
    def __init__(self, upto, **kw):
        super().__init__(**kw)
        self.upto = upto
        self.total = 0

    def run(self):
        for i in range(self.upto):
            self.total += i


c = Summing(10, daemon=True)
print(c.name, c.daemon, c.is_alive(), c.ident, c)
c.start()
c.join()
print(c.total)
for bad in (c.start, threading.Thread().join, threading.main_thread().join):
    try:
        bad()
    except RuntimeError as e:
        print(e)

q = queue.Queue(maxsize=2)
got = []


def producer():
    for i in range(5):
        q.put(i)
    q.put(None)


def consumer():
    while (item := q.get()) is not None:
        got.append(item)
        q.task_done()
    q.task_done()


p, k = threading.Thread(target=producer), threading.Thread(target=consumer)
p.start(), k.start()
p.join(), k.join()
q.join()
print(got, q.empty(), q.qsize(), q.full())
for attempt in (q.get_nowait, lambda: q.get(timeout=0.01), lambda: q.get(timeout=-1)):
    try:
        attempt()
    except (queue.Empty, ValueError) as e:
        print(repr(e))
q.put(1), q.put(2)
try:
    q.put_nowait(3)
except queue.Full as e:
    print(repr(e))
q.shutdown()
try:
    q.put(3)
except queue.ShutDown as e:
    print(repr(e))
print(q.get(), q.get())
try:
    q.get()
except queue.ShutDown as e:
    print(repr(e))
pq = queue.PriorityQueue()
for item in (3, 1, 2):
    pq.put(item)
print([pq.get() for _ in range(3)])

event = threading.Event()


def waiter():
    order.append(("event", event.wait(1), threading.current_thread().name))


order.clear()
t = threading.Thread(target=waiter, name="waiter")
t.start()
time.sleep(0.01)
event.set()
t.join()
print(order, event.wait(0), event.is_set())
event.clear()
print(event.wait(0.01))

local = threading.local()
local.x = 1


def show():
    try:
        print(local.x)
    except AttributeError as e:
        print(e)
    local.x = 2
    print(local.x)


t = threading.Thread(target=show)
t.start()
t.join()
print(local.x, threading.current_thread() is threading.main_thread(), threading.current_thread().name)
timers = [threading.Timer(d, order.append, args=[d]) for d in (0.04, 0.01, 0.02)]
for t in timers:
    t.start()
timers[2].cancel()
for t in timers:
    t.join()
print(order)

barrier = threading.Barrier(2, action=lambda: order.append("tripped"))


def meet(n):
    time.sleep(n / 100)
    barrier.wait()


ts = [threading.Thread(target=meet, args=(n,)) for n in (1, 3)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(order[-1], barrier.n_waiting, barrier.broken)
try:
    barrier.wait(0.01)
except threading.BrokenBarrierError as e:
    print(repr(e), barrier.broken)

sem = threading.Semaphore(2)
inside = most = 0


def limited():
    global inside, most
    with sem:
        inside += 1
        most = max(most, inside)
        time.sleep(0.01)
        inside -= 1


ts = [threading.Thread(target=limited) for n in range(5)]
for t in ts:
    t.start()
for t in ts:
    t.join()
print(most, sem.acquire(blocking=False))
bounded = threading.BoundedSemaphore(1)
try:
    bounded.release()
except ValueError as e:
    print(e)
rlock = threading.RLock()
with rlock:
    with rlock:
        print("reentrant")
for release in (lock.release, rlock.release):
    try:
        release()
    except RuntimeError as e:
        print(e)
with lock:
    print(lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))

condition = threading.Condition()
items = []


def consume():
    with condition:
        condition.wait_for(lambda: items)
        order.append(("consumed", items.pop()))


t = threading.Thread(target=consume)
t.start()
with condition:
    items.append("item")
    condition.notify()
t.join()
print(order[-1])
try:
    condition.notify()
except RuntimeError as e:
    print(e)


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name)


def failing():
    raise ValueError("in a thread")


threading.excepthook = hook
t = threading.Thread(target=failing, name="failing")
t.start()
t.join()


def late():
    time.sleep(0.5)
    print("a thread that is no daemon is waited for")


threading.Thread(target=late).start()
threading.Thread(target=lambda: time.sleep(100), daemon=True).start()
print("the end of the main thread")

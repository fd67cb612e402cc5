import types
from collections import deque
import asyncio

@types.coroutine
def switch():
    x = yield "switch"
    return x

class Sleep:
    def __init__(self, n): self.n = n
    def __await__(self):
        for i in range(self.n):
            got = yield ("sleep", i)
            print("  sent", got)
        return self.n * 10

async def child(name):
    print(name, "start")
    r = await switch()
    print(name, "switch gave", r)
    v = await Sleep(2)
    print(name, "slept", v)
    return name

async def parent():
    try:
        a = await child("A")
        b = await child("B")
        return a + b
    finally:
        print("parent finally")

class Scheduler:
    def __init__(self): self.ready = deque(); self.results = {}
    def spawn(self, c): self.ready.append((c, None))
    def run(self):
        while self.ready:
            c, val = self.ready.popleft()
            try:
                y = c.send(val)
                print("yielded", y)
            except StopIteration as e:
                self.results[c.__name__] = e.value
            else:
                self.ready.append((c, "v"))
s = Scheduler()
s.spawn(parent())
s.spawn(child("C"))
s.run()
print(s.results)
c = parent()
print(c.send(None))
try:
    c.throw(ValueError("boom"))
except ValueError as e:
    print("out:", e)
c = parent()
c.send(None)
c.close()
try:
    c.send(None)
except RuntimeError as e:
    print(e)

async def uses_types():
    class Y:
        def __await__(self):
            yield
            return "y"
    print(await Y(), await asyncio.gather(Y(), Y()))
asyncio.run(uses_types())

async def main2():
    class MyPolicy(asyncio.DefaultEventLoopPolicy):
        def new_event_loop(self):
            print("policy makes loop")
            return super().new_event_loop()
    return MyPolicy
P = asyncio.run(main2())
asyncio.set_event_loop_policy(P())
async def z(): return 3
print(asyncio.run(z()))
asyncio.set_event_loop_policy(None)
import sys
if sys.platform == "win32":
    asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())

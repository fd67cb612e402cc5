"""new_event_loop, run_until_complete, run_forever, close, Runner."""

import asyncio


async def work(x):
    await asyncio.sleep(0)
    return x


loop = asyncio.new_event_loop()
print(loop.is_running(), loop.is_closed())
print(loop.run_until_complete(work(1)), loop.run_until_complete(work(2)))
task = loop.create_task(work(3))
print(task.done(), loop.run_until_complete(task), task.done())
log = []
loop.call_soon(log.append, "ran")
loop.call_soon(loop.stop)
loop.call_soon(log.append, "same turn")
loop.run_forever()
print(log)
try:
    print(loop.run_until_complete(asyncio.sleep(0.01, "slept")))
finally:
    loop.close()
print(loop.is_closed())
c = work(4)
try:
    loop.run_until_complete(c)
except RuntimeError as error:
    print(error)
c.close()
asyncio.set_event_loop(None)
with asyncio.Runner() as runner:
    print(runner.run(work("a")), runner.run(work("b")), runner.get_loop().is_running())
c = work("c")
try:
    runner.run(c)
except RuntimeError as error:
    print(error)
c.close()

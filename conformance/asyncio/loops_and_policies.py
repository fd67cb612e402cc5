import asyncio


async def slow_operation(future):
    await asyncio.sleep(0.01)
    future.set_result('Future is done!')


def got_result(future):
    print("callback:", future.result())
    loop.stop()


loop = asyncio.new_event_loop()
future = loop.create_future()
future.add_done_callback(got_result)
task = loop.create_task(slow_operation(future))
try:
    loop.run_forever()
finally:
    loop.close()


def display_date(end_time, loop, n):
    print("tick", n)
    if (loop.time() + 0.1) < end_time:
        loop.call_later(0.1, display_date, end_time, loop, n + 1)
    else:
        loop.stop()


loop = asyncio.new_event_loop()
end_time = loop.time() + 0.35
loop.call_soon(display_date, end_time, loop, 0)
try:
    loop.run_forever()
finally:
    loop.close()

policy = asyncio.get_event_loop_policy()
print(type(policy).__name__)
loop = policy.new_event_loop()
policy.set_event_loop(loop)
print(asyncio.get_event_loop() is loop)


async def hello():
    print("Hello")
    await asyncio.sleep(0.001)
    print("World")
    return 5

tasks = [loop.create_task(hello()), asyncio.ensure_future(hello(), loop=loop)]
print(loop.run_until_complete(asyncio.wait(tasks))[1])
print(loop.run_until_complete(asyncio.gather(*tasks)))
pending = asyncio.all_tasks(loop)
print(pending)
loop.close()
asyncio.set_event_loop(None)
try:
    asyncio.get_event_loop()
except RuntimeError as e:
    print(e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)
asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())

"""sleep: result, zero, negative, order of wake-ups."""

import asyncio


async def main():
    print(await asyncio.sleep(0), await asyncio.sleep(0, "value"), await asyncio.sleep(0.001, result=5), await asyncio.sleep(-1, "negative"))
    order = []

    async def nap(name, delay):
        await asyncio.sleep(delay)
        order.append(name)

    await asyncio.gather(nap("c", 0.03), nap("a", 0.01), nap("zero", 0), nap("b", 0.02), nap("minus", -5))
    print(order)
    try:
        await asyncio.sleep(float("nan"))
    except ValueError as error:
        print(error)
    try:
        await asyncio.sleep("1")
    except TypeError as error:
        print(error)
    loop = asyncio.get_running_loop()
    before = loop.time()
    await asyncio.sleep(0.02)
    print(0.019 < loop.time() - before)


asyncio.run(main())

"""Context variables are copied to each task."""

import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def show(name):
    before = user.get()
    user.set(name)
    await asyncio.sleep(0)
    return before, user.get()


async def inline():
    user.set("inline")


async def main():
    print(user.get())
    token = user.set("main")
    print(await asyncio.gather(show("a"), show("b")), user.get())
    await inline()
    print(user.get())
    user.reset(token)
    print(user.get(), user.name)
    ctx = contextvars.copy_context()
    ctx.run(user.set, "in copy")
    print(user.get(), ctx[user])
    asyncio.get_running_loop().call_soon(lambda: print("callback", user.get()))
    user.set("later")
    await asyncio.sleep(0)


asyncio.run(main())

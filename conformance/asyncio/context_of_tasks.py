import asyncio
from contextvars import ContextVar, copy_context, Context

request_id = ContextVar("request_id")
user = ContextVar("user", default="anon")


def log(msg):
    print(f"[{request_id.get('-')}:{user.get()}] {msg}")


async def handle(i):
    token = request_id.set(i)
    log("start")
    await asyncio.sleep(0.001 * i)
    await inner()
    request_id.reset(token)
    log("end")


async def inner():
    user.set(f"user{request_id.get()}")
    log("inner")


async def main():
    await asyncio.gather(*(handle(i) for i in range(1, 4)))
    log("main")
    try:
        request_id.get()
    except LookupError as e:
        print("LookupError", "request_id" in str(e))
    ctx = copy_context()
    ctx.run(user.set, "ctx-user")
    print(ctx[user], user.get(), user in ctx, len(ctx) >= 1)
    t = asyncio.create_task(inner_ctx(), context=ctx)
    await t
    print(ctx[request_id])
    loop = asyncio.get_running_loop()
    loop.call_soon(log, "call_soon")
    loop.call_soon(log, "call_soon ctx", context=ctx) if False else loop.call_soon(lambda: log("ctx"), context=ctx)
    await asyncio.sleep(0)
    tok = user.set("x")
    print(tok.var is user, tok.old_value)
    user.reset(tok)
    try:
        user.reset(tok)
    except RuntimeError as e:
        print("RuntimeError", "has already been used once" in str(e))
    print(user.name)
    e = Context()
    print(list(e.items()), e.get(user, "nothing"))


async def inner_ctx():
    request_id.set("from ctx")
    log("inner_ctx")

asyncio.run(main())

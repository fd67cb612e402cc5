"""SystemExit in a task ends the run; the others are cancelled."""

import asyncio, sys

async def quitter():
    await asyncio.sleep(0.01)
    sys.exit(3)

async def other():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("other cancelled")
        raise
    finally:
        print("other finally")

async def main():
    t = asyncio.create_task(other())
    q = asyncio.create_task(quitter())
    try:
        await q
    except SystemExit as e:
        print("main saw", e.code)
        raise
    finally:
        print("main finally")

try:
    asyncio.run(main())
finally:
    print("after run")

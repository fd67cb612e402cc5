"""create_subprocess_exec and create_subprocess_shell: pipes, errors, signals, many at a time."""
import asyncio
from asyncio.subprocess import DEVNULL, PIPE, STDOUT


async def run(command):
    p = await asyncio.create_subprocess_shell(command, stdout=PIPE, stderr=PIPE)
    out, err = await p.communicate()
    return p.returncode, out.decode(), err.decode()


async def talk():
    p = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
    for word in ("one", "two"):
        p.stdin.write(f"{word}\n".encode())
        await p.stdin.drain()
        print(await p.stdout.readline())
    p.stdin.close()
    print(await p.stdout.read(), await p.wait(), p.returncode)


async def main():
    print(await asyncio.gather(run("echo a"), run("echo b >&2; exit 2"), run("true")))
    await talk()
    p = await asyncio.create_subprocess_exec("printf", "1\n2\n3", stdout=asyncio.subprocess.PIPE)
    print([line async for line in p.stdout], await p.wait())
    p = await asyncio.create_subprocess_exec("sort", stdin=PIPE, stdout=PIPE, stderr=STDOUT)
    print(await p.communicate(b"b\na\n"))
    p = await asyncio.create_subprocess_exec("sleep", "20", stdout=DEVNULL)
    print(p.returncode, p.stdout, p.stdin)
    try:
        await asyncio.wait_for(p.wait(), 0.02)
    except TimeoutError:
        p.terminate()
    print(await p.wait())
    try:
        p.kill()
    except ProcessLookupError as e:
        print("gone", e.args)
    waiting = await asyncio.create_subprocess_exec("sleep", "20")
    both = asyncio.gather(waiting.wait(), waiting.wait())
    await asyncio.sleep(0)
    waiting.kill()
    print(await both)
    try:
        await asyncio.create_subprocess_exec("no-such-program-here")
    except FileNotFoundError as e:
        print(e)
    try:
        await asyncio.create_subprocess_exec("true", text=True)
    except ValueError as e:
        print(e)
    limit = asyncio.Semaphore(2)

    async def limited(n):
        async with limit:
            return (await run(f"echo {n}"))[1].strip()

    print(await asyncio.gather(*(limited(n) for n in range(5))))
    p = await asyncio.create_subprocess_shell("echo $VALUE; pwd", stdout=PIPE, env={"VALUE": "set"}, cwd="/")
    print(await p.communicate())
    print(await asyncio.create_subprocess_shell("exit 7") is not None)


asyncio.run(main())

print("second begins")
import first

print("first has ping yet:", hasattr(first, "ping"))


def pong(n):
    return ["pong"] + (first.ping(n - 1) if n else [])


print("second ends")

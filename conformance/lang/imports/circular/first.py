print("first begins")
import second


def ping(n):
    return ["ping"] + (second.pong(n - 1) if n else [])


print("first ends")

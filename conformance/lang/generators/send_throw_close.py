"""Two-way generators: send, throw, close."""


def averager():
    total, count, average = 0.0, 0, None
    while True:
        try:
            value = yield average
        except ValueError as error:
            print("thrown in:", error)
            average = -1
            continue
        if value is None:
            break
        total += value
        count += 1
        average = total / count
    return total, count


a = averager()
print(next(a), a.send(10), a.send(20), a.throw(ValueError("bad")), a.send(30))
try:
    a.send(None)
except StopIteration as stop:
    print("returned", stop.value)


def resource():
    print("open")
    try:
        while True:
            got = yield "ready"
            print("got", got)
    except GeneratorExit:
        print("exit")
        raise
    finally:
        print("closed")


r = resource()
print(next(r), r.send("data"))
r.close()
r.close()
print(next(r, "done"))


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as error:
    print(error)
fresh = averager()
try:
    fresh.send(5)
except TypeError as error:
    print(error)
try:
    fresh.throw(KeyError("early"))
except KeyError as error:
    print("out again", error)
print(next(fresh, "dead"))
unstarted = resource()
unstarted.close()
print(next(unstarted, "never ran"))

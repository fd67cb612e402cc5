"""A scheduler of generators, as before async existed."""

from collections import deque


class Scheduler:
    def __init__(self):
        self.ready = deque()
        self.clock = 0
        self.sleeping = []
        self.results = {}

    def spawn(self, name, generator):
        self.ready.append((name, generator, None))

    def run(self):
        while self.ready or self.sleeping:
            if not self.ready:
                self.sleeping.sort(key=lambda s: s[0])
                self.clock, name, generator = self.sleeping.pop(0)
                self.ready.append((name, generator, self.clock))
            name, generator, value = self.ready.popleft()
            try:
                request = generator.send(value)
            except StopIteration as stop:
                self.results[name] = stop.value
                continue
            except Exception as error:
                self.results[name] = error
                continue
            match request:
                case None:
                    self.ready.append((name, generator, None))
                case ("sleep", ticks):
                    self.sleeping.append((self.clock + ticks, name, generator))
                case ("spawn", child_name, child):
                    self.spawn(child_name, child)
                    self.ready.append((name, generator, child_name))


def worker(name, delays):
    total = 0
    for delay in delays:
        now = yield "sleep", delay
        print(f"{now:>3} {name}")
        total += delay
    return total


def boss():
    child = yield "spawn", "helper", worker("helper", [1, 1])
    print("spawned", child)
    yield
    yield "sleep", 5
    raise RuntimeError("boss quits")


scheduler = Scheduler()
scheduler.spawn("a", worker("a", [3, 4]))
scheduler.spawn("b", worker("b", [2, 2, 2]))
scheduler.spawn("boss", boss())
scheduler.run()
print(scheduler.results, scheduler.clock)

# plain
import asyncio


class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class Stack:
    def __init__(self):
        self.head = None
        self.size = 0

    def push(self, value):
        self.head = Node(value, self.head)
        self.size += 1

    def pop(self):
        if self.head is None:
            return None
        node = self.head
        self.head = node.next
        self.size -= 1
        return node.value

    def total(self):
        result = 0
        node = self.head
        while node is not None:
            result += node.value
            node = node.next
        return result


class Job:
    def __init__(self, name, priority):
        self.name = name
        if priority > 3:
            self.urgent = True
        else:
            self.urgent = False
        self.task = None

    def __repr__(self):
        return f"Job({self.name})"

    async def start(self):
        self.task = asyncio.create_task(asyncio.sleep(priority_of(self)))

    def stop(self):
        if self.task is not None:
            self.task.cancel()


def priority_of(job):
    return 1.5 if job.urgent else 0.5


class Late:
    def __init__(self):
        self.setup()
        self.x = 1

    def setup(self):
        self.y = 2


class Extended:
    def __init__(self):
        self.x = 1


class Leaked:
    def __init__(self):
        self.x = 1


class Callback:
    def __init__(self, f):
        self.f = f

    def run(self, x):
        return self.f(x)


class Compared:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return True


class Lazy:
    def __init__(self):
        self.conn = None

    def get(self):
        if self.conn is None:
            self.conn = Node("c")
        return self.conn.value

    def twice(self, n: int, other: Node):
        return n + len(other.value)


stack = Stack()
stack.push(1)
stack.push(2)
top = stack.pop()
total = stack.total()
jobs = [Job("a", 1), Job("b", 5)]
jobs.sort(key=lambda j: j.name)
names = [j.name for j in jobs]
by_name = {j.name: j for j in jobs}
print(jobs[0], f"{jobs[1]}")
same = jobs[0] == jobs[1]


async def main():
    for job in jobs:
        await job.start()
    for job in jobs:
        job.stop()


asyncio.run(main())
e = Extended()
e.y = 2
leaked = [Leaked(), 1]
c = Callback(lambda x: x + 1)
c.run(2)
late = Late()
lazy = Lazy()
lazy.get()

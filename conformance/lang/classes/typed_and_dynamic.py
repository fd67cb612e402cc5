from dataclasses import dataclass, field
from typing import Any


@dataclass
class Job:
    name: str
    cost: int = 1

    def double(self) -> "Job":
        return Job(self.name * 2, self.cost * 2)

    @property
    def label(self) -> str:
        return f"{self.name}:{self.cost}"

    def __add__(self, other: "Job") -> "Job":
        if not isinstance(other, Job):
            return NotImplemented
        return Job(self.name + other.name, self.cost + other.cost)


class Animal:
    legs = 4
    made = 0

    def __init__(self, name: str):
        self.name = name

    def speak(self) -> str:
        return "..."

    def intro(self) -> str:
        return f"{type(self).__name__} {self.name} says {self.speak()}"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Animal):
            return NotImplemented
        return self.name == other.name

    def __hash__(self) -> int:
        return len(self.name)


class Dog(Animal):
    def speak(self) -> str:
        return "Woof"

    def fetch(self) -> str:
        return f"{self.name} fetches"


class Cat(Animal):
    def speak(self) -> str:
        return "Meow"


class Box:
    def __init__(self, value: Any) -> None:
        self.value = value

    def get(self):
        return self.value


class Node:
    def __init__(self, key: int) -> None:
        self.key = key
        self.left: "Node | None" = None
        self.right: "Node | None" = None

    def insert(self, key: int) -> None:
        if key < self.key:
            if self.left is None:
                self.left = Node(key)
            else:
                self.left.insert(key)
        elif self.right is None:
            self.right = Node(key)
        else:
            self.right.insert(key)

    def walk(self):
        if self.left:
            yield from self.left.walk()
        yield self.key
        if self.right:
            yield from self.right.walk()


def show(x):
    if isinstance(x, Job):
        print("job", x.name, x.label, x.double())
    elif isinstance(x, Box):
        print("box", x.get())
    else:
        print("other", x)


class Bad(Exception):
    def __init__(self, job: Job) -> None:
        super().__init__(f"bad {job.name}")
        self.job = job


def main() -> None:
    things = [Job("a", 2), Box(3), 4, "five", None]
    for t in things:
        show(t)
    things[0].name = "changed"
    print(things[0], len(things))
    animals: list[Animal] = [Dog("Rex"), Cat("Tom"), Animal("It")]
    for a in animals:
        print(a.intro(), a.legs)
        if isinstance(a, Dog):
            print(a.fetch())
    print(animals[0] == Dog("Rex"), animals[0] != Cat("Tom"), Dog("X") == Cat("X"), len({Dog("a"), Cat("a")}))
    print(Job("x") + Job("y", 5))
    root = Node(5)
    for k in [3, 8, 1, 4, 9]:
        root.insert(k)
    print(list(root.walk()))
    try:
        raise Bad(Job("z", 9))
    except Bad as e:
        print(e, e.job.name, e.job.cost, e.job)
    d = {"k": Job("q"), "n": 5}
    print(d["k"].cost + d["n"], d)
    print(Job("a") == Job("a"), [Job("a")] == [Job("a")], Job("a") in things)


main()

"""A traffic light and a vending machine as state machines."""

from enum import Enum, auto


class State(Enum):
    IDLE = auto()
    HAS_MONEY = auto()
    DISPENSING = auto()
    BROKEN = auto()


class InvalidTransition(Exception):
    pass


class VendingMachine:
    transitions = {
        (State.IDLE, "coin"): State.HAS_MONEY,
        (State.HAS_MONEY, "coin"): State.HAS_MONEY,
        (State.HAS_MONEY, "select"): State.DISPENSING,
        (State.HAS_MONEY, "refund"): State.IDLE,
        (State.DISPENSING, "done"): State.IDLE,
    }

    def __init__(self, price):
        self.state = State.IDLE
        self.price = price
        self.credit = 0
        self.listeners = []

    def on_change(self, listener):
        self.listeners.append(listener)
        return listener

    def fire(self, event, *args):
        if event == "kick":
            target = State.BROKEN
        else:
            try:
                target = self.transitions[self.state, event]
            except KeyError:
                raise InvalidTransition(f"{event} in {self.state.name}") from None
        handler = getattr(self, f"do_{event}", None)
        if handler and handler(*args) is False:
            return self
        old, self.state = self.state, target
        for listener in self.listeners:
            listener(old, target)
        return self

    def do_coin(self, amount):
        self.credit += amount

    def do_select(self):
        if self.credit < self.price:
            print(f"need {self.price - self.credit} more")
            return False
        self.credit -= self.price

    def do_refund(self):
        print("refund", self.credit)
        self.credit = 0


machine = VendingMachine(150)
log = []


@machine.on_change
def remember(old, new):
    log.append(f"{old.name}->{new.name}")


machine.fire("coin", 100).fire("select").fire("coin", 100).fire("select").fire("done")
print(machine.credit, machine.state)
for event in ("select", "done", "refund"):
    try:
        machine.fire(event)
    except InvalidTransition as error:
        print("invalid:", error)
machine.fire("coin", 5).fire("refund").fire("kick")
print(log, machine.state is State.BROKEN)


def light():
    while True:
        yield from (["green"] * 2 + ["yellow"] + ["red"] * 2)


lights = light()
print([next(lights) for _ in range(7)])

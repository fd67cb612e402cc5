"""An event emitter with once, priorities and unsubscribing."""


class EventEmitter:
    def __init__(self):
        self._handlers = {}

    def on(self, event, handler=None, *, priority=0):
        if handler is None:
            return lambda f: self.on(event, f, priority=priority)
        entries = self._handlers.setdefault(event, [])
        entries.append((priority, len(entries), handler))
        entries.sort(key=lambda e: (-e[0], e[1]))
        return handler

    def once(self, event, handler):
        def wrapper(*args, **kwargs):
            self.off(event, wrapper)
            return handler(*args, **kwargs)
        return self.on(event, wrapper)

    def off(self, event, handler):
        self._handlers[event] = [e for e in self._handlers.get(event, []) if e[2] is not handler]

    def emit(self, event, *args, **kwargs):
        results = []
        for _, _, handler in list(self._handlers.get(event, ())):
            try:
                results.append(handler(*args, **kwargs))
            except Exception as error:
                if event == "error":
                    raise
                self.emit("error", event, error)
        return results


bus = EventEmitter()


@bus.on("greet")
def hello(name, punctuation="."):
    return f"hello {name}{punctuation}"


@bus.on("greet", priority=5)
def first(name, **kwargs):
    return f"first {name} {sorted(kwargs)}"


bus.once("greet", lambda name, **_: f"only once {name}")
bus.on("error", lambda event, error: print("error in", event, "-", repr(error)))
bus.on("divide", lambda a, b: a / b)
print(bus.emit("greet", "Ann"))
print(bus.emit("greet", "Bob", punctuation="!"))
bus.off("greet", hello)
print(bus.emit("greet", "Cid"), bus.emit("nothing"), bus.emit("divide", 1, 0), bus.emit("divide", 9, 2))
bus.off("error", None)
bus._handlers["error"] = [(0, 0, lambda *a: 1 / 0)]
try:
    bus.emit("divide", 1, 0)
except ZeroDivisionError as error:
    print("error handler failed:", error)

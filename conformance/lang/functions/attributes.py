"""Functions are objects with attributes."""


def greet(name: str, times: int = 1, *rest: int, loud: bool = False, **more) -> str:
    """Say hello.

    At length.
    """
    return f"hello {name}" * times


print(greet.__name__, greet.__qualname__, greet.__module__)
print(greet.__doc__)
print(greet.__defaults__, greet.__kwdefaults__)
print({k: v.__name__ for k, v in greet.__annotations__.items()})
greet.calls = 3
greet.calls += 1
print(greet.calls, greet.__dict__, hasattr(greet, "nothing"), callable(greet))


class C:
    def method(self):
        def inner(): ...
        return inner

    @staticmethod
    def static(): ...


print(C.method.__qualname__, C().method().__qualname__, C.static.__name__, (lambda: 0).__name__)
print(greet == greet, greet is not C.method, {greet: 1}[greet])
bound = C().method
print(bound.__name__, bound.__self__.__class__.__name__, bound.__func__ is C.method)
print(type(greet).__name__, type(bound).__name__, type(len).__name__, type(lambda: 0).__name__)

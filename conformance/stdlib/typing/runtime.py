"""typing at run time: NamedTuple, TypedDict, Protocol, generics, cast, overload."""

from typing import (
    Any, Callable, ClassVar, Final, Generic, Literal, NewType, Optional, Protocol, TypedDict, TypeVar, Union, cast, get_args, get_origin, overload, runtime_checkable,
)

T = TypeVar("T")
UserId = NewType("UserId", int)
MAX: Final = 10


class Stack(Generic[T]):
    limit: ClassVar[int] = 3

    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self

    def pop(self) -> Optional[T]:
        return self.items.pop() if self.items else None


class Movie(TypedDict, total=False):
    title: str
    year: int


@runtime_checkable
class Speaks(Protocol):
    def speak(self) -> str: ...


class Dog:
    def speak(self) -> str:
        return "woof"


@overload
def double(x: int) -> int: ...
@overload
def double(x: str) -> str: ...
def double(x):
    return x * 2


s = Stack[int]()
print(s.push(1).push(2).pop(), s.pop(), s.pop(), UserId(5) + 1, MAX)
m: Movie = {"title": "Alien"}
m["year"] = 1979
print(m, type(m).__name__, Movie(title="x"), isinstance(Dog(), Speaks), isinstance(5, Speaks), cast(str, 5), double(2), double("a"))
print(Optional[int], Union[int, str], Callable[[int], str], list[int], Literal["a", 1], Any, get_origin(dict[str, int]), get_args(Union[int, None]))


def apply(f: Callable[[T], T], x: T) -> T:
    return f(x)


def handler(data: dict[str, Any] | None = None, mode: Literal["r", "w"] = "r") -> None:
    print(data, mode)


print(apply(lambda v: v + 1, 3), apply(str.upper, "a"))
handler({"k": [1]}, "w")
handler()

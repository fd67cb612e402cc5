"""What subscripted types are at run time."""
from typing import (Annotated, Any, Callable, ClassVar, Counter, DefaultDict, Deque, Dict, Final, Generic, Iterator, List, Literal, Optional,
                    Tuple, Type, TypeVar, Union, get_args, get_origin, get_type_hints)

T = TypeVar("T")
K = TypeVar("K")
print(List[None], Callable[..., None], Callable[[], None], Dict[str, None], Tuple[int, ...], Tuple[()], Optional[None])
print(Union[int], Union[int, int, str], Union[int, None, str], Optional[Union[int, str]], Union[Optional[int], str])
print(get_origin(List[int]) is list, get_args(Callable[[int], str]), get_args(Callable[..., int]), get_origin(int | str))
print(get_args(int | None), get_args(Optional[int]), get_origin(Optional[int]) is Union)
print(get_origin(Literal[1]) is Literal, get_args(Annotated[int, "m", 3]), get_origin(Annotated[int, 1]) is Annotated)
print(Annotated[int, "m"].__metadata__, Annotated[int, "m"].__origin__, get_origin(int), get_args(int), get_origin(list[int]), get_origin(Type[int]))


class S(Generic[T]):
    pass


class P(Generic[K, T]):
    pass


print(S[int], S[int].__origin__ is S, get_args(P[int, str]), S[int].__args__, get_origin(S[int]) is S)
print(Dict[str, T][int], List[T].__parameters__, Callable[[K], T].__parameters__, Optional[T], Optional[T][int], ClassVar[int], Final[int])
print(Union[int, str] == Union[str, int], Optional[int] == (int | None), List[int] == List[int], List[int] == List[str])
print(hash(Optional[int]) == hash(Union[None, int]), isinstance(1, Union[int, str]), isinstance("a", Optional[int]), isinstance(None, Optional[int]))
print(Iterator[int], DefaultDict[str, int], Counter[str], Deque[int], Any)
for wrong in (lambda: List[int][str], lambda: isinstance([], List[int])):
    try:
        wrong()
    except TypeError as error:
        print(error)


class Base:
    a: int


class Derived(Base):
    b: Optional[str] = None


print(get_type_hints(Derived), get_type_hints(Base))

from typing import (Any, Callable, ClassVar, Dict, Final, Generic, Iterable, Iterator, List, Literal, NamedTuple, NewType, Optional,
                    Protocol, Sequence, Set, Tuple, Type, TypedDict, TypeVar, Union, cast, TYPE_CHECKING)

T = TypeVar("T", bound=int)
UserId = NewType("UserId", int)
Vector = List[float]


class Employee(NamedTuple):
    name: str
    id: int = 3


class Movie(TypedDict, total=False):
    title: str
    year: int


class Sized(Protocol):
    def size(self) -> int: ...


class Box(Generic[T]):
    count: ClassVar[int] = 0
    limit: Final = 5

    def get(self) -> Optional[T]:
        return None


def first(values: Sequence[T], default: Union[int, str, None] = None) -> Iterator[Tuple[T, Any]]:
    yield values[0], default


e = Employee("Ann")
print(e, e.name, e[1], Employee._fields, e._replace(id=9))
m: Movie = {"title": "X"}
print(m, Movie(title="Y", year=1), UserId(5), cast(str, 5), TYPE_CHECKING, list(first([7])))
print(Box[int]().get(), Vector, Optional[int], Union[int, str], Dict[str, int], Callable[[int], str])
mode: Literal["r", "w"] = "r"
print(mode, Any, T)

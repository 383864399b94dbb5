from typing import Callable, Generic, List, Optional, TypeVar, Union, Any, Dict

T = TypeVar("T")
x: int = 5
y: "str"
z: List[int] = []


def f(a: int, b: Optional[str] = None, *rest: float, key: "later" = 1, **kw: Any) -> Dict[str, int]:
    local: int = 3
    other: undefined_name_is_never_evaluated
    return {"a": a + local}


print(f(1), f.__annotations__["a"], f.__annotations__["key"], sorted(f.__annotations__))
print(__annotations__["x"], __annotations__["y"], sorted(__annotations__))


class Stack(Generic[T]):
    size: int
    name: str = "stack"

    def __init__(self) -> None:
        self.items: List[T] = []

    def push(self, item: T) -> "Stack[T]":
        self.items.append(item)
        return self


print(Stack[int]().push(1).push(2).items, Stack.__annotations__, hasattr(Stack, "size"))
action: Callable[[int], int] = lambda n: n + 1
print(action(1))
try:
    y
except NameError as error:
    print(error)


def generic(items: list[int], table: dict[str, tuple[int, ...]], maybe: int | None = None) -> None:
    return None


print(generic([], {}))

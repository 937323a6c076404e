"""Parts of a result that take long to make and that few readers ask for: made when somebody asks, and then kept.

What is sent to another process, or kept in a file, is made first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import copy_context
from typing import Annotated, Any, Generic, TypeVar, get_args, overload

from pydantic import AfterValidator, GetCoreSchemaHandler, SerializerFunctionWrapHandler, WrapSerializer
from pydantic_core import CoreSchema, core_schema

T = TypeVar("T")


def _written(items: Sequence[Any], write: SerializerFunctionWrapHandler) -> Any:  # noqa: ANN401 - as pydantic has it
    return write(tuple(items))


Many = Annotated[Sequence[T], AfterValidator(tuple), WrapSerializer(_written)]
"""Items that are there or will be made; they go into a file, and come out of it, as a tuple."""


class Later(Generic[T]):
    """What ``make`` gives, made when it is asked for, under the limits and the words that are in force now."""

    __slots__ = ("_make", "_value")

    def __init__(self, make: Callable[[], T]) -> None:
        context = copy_context()
        self._make: Callable[[], T] | None = lambda: context.run(make)

    def get(self) -> T:
        """The value; what it was made from is let go."""
        if self._make is not None:
            self._value = self._make()
            self._make = None
        return self._value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Later) and bool(self.get() == other.get())

    def __hash__(self) -> int:
        return hash(self.get())

    def __repr__(self) -> str:
        return repr(self.get())

    def __reduce__(self) -> tuple[Any, ...]:
        return at_once, (self.get(),)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: type[Later[T]], handler: GetCoreSchemaHandler) -> CoreSchema:
        """In a file it is what it makes."""
        inner = handler(*get_args(source))
        written = core_schema.wrap_serializer_function_ser_schema(lambda later, write: write(later.get()), schema=inner)
        return core_schema.no_info_after_validator_function(at_once, inner, serialization=written)


def at_once(value: T) -> Later[T]:
    """``value``, which is there already."""
    made = Later(lambda: value)
    made.get()
    return made


class LaterSequence(Sequence[T]):
    """A sequence of known length whose items are made when one of them is asked for."""

    __slots__ = ("_items", "_length")

    def __init__(self, length: int, make: Callable[[], tuple[T, ...]]) -> None:
        self._length = length
        self._items = Later(make)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> T: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        return self._items.get()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._items.get() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._items.get())

    def __repr__(self) -> str:
        return repr(self._items.get())

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._items.get(),)

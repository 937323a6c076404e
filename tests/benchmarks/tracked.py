"""A number that knows what it would be a tenth smaller and larger, and tells when that would make a difference."""

from __future__ import annotations

import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeAlias

Plain: TypeAlias = int | float | Decimal


class Tracked:
    """A limit's value; ``note`` is called as soon as the smaller or the larger one may lead to something else.

    Comparisons come out as those of the value itself, and are compared with what the others would give; arithmetic
    with plain numbers is done with all three.  Whatever else is done with it (counting, slicing, looking up) is noted.
    It is no subclass of a number, so that nothing can use it unseen.
    """

    def __init__(self, now: Plain, less: Plain, more: Plain, note: Callable[[], None]) -> None:
        self.now, self.less, self.more, self.note = now, less, more, note

    def _compared(self, other: object, how: Callable[[Any, Any], bool]) -> bool:
        if isinstance(other, Tracked):
            other.note()
            self.note()
            return how(self.now, other.now)
        found = how(self.now, other)
        if how(self.less, other) != found or how(self.more, other) != found:
            self.note()
        return found

    def _reckoned(self, other: object, how: Callable[[Any, Any], Any], *, turned: bool = False) -> Any:
        if isinstance(other, Tracked):
            other.note()
            other = other.now
        values = [how(other, own) if turned else how(own, other) for own in (self.now, self.less, self.more)]
        return Tracked(values[0], values[1], values[2], self.note)

    def _used(self) -> Any:
        self.note()
        return self.now

    def __lt__(self, other: object) -> bool:
        return self._compared(other, operator.lt)

    def __le__(self, other: object) -> bool:
        return self._compared(other, operator.le)

    def __gt__(self, other: object) -> bool:
        return self._compared(other, operator.gt)

    def __ge__(self, other: object) -> bool:
        return self._compared(other, operator.ge)

    def __eq__(self, other: object) -> bool:
        return self._compared(other, operator.eq)

    def __hash__(self) -> int:
        return hash(self._used())

    def __add__(self, other: object) -> Any:
        return self._reckoned(other, operator.add)

    def __radd__(self, other: object) -> Any:
        return self._reckoned(other, operator.add, turned=True)

    def __sub__(self, other: object) -> Any:
        return self._reckoned(other, operator.sub)

    def __rsub__(self, other: object) -> Any:
        return self._reckoned(other, operator.sub, turned=True)

    def __mul__(self, other: object) -> Any:
        return self._reckoned(other, operator.mul)

    def __rmul__(self, other: object) -> Any:
        return self._reckoned(other, operator.mul, turned=True)

    def __truediv__(self, other: object) -> Any:
        return self._reckoned(other, operator.truediv)

    def __rtruediv__(self, other: object) -> Any:
        return self._reckoned(other, operator.truediv, turned=True)

    def __floordiv__(self, other: object) -> Any:
        return self._reckoned(other, operator.floordiv)

    def __rfloordiv__(self, other: object) -> Any:
        return self._reckoned(other, operator.floordiv, turned=True)

    def __pow__(self, other: object) -> Any:
        return self._reckoned(other, operator.pow)

    def __rpow__(self, other: object) -> Any:
        return self._reckoned(other, operator.pow, turned=True)

    def __neg__(self) -> Any:
        return Tracked(-self.now, -self.less, -self.more, self.note)

    def __index__(self) -> int:
        return operator.index(self._used())

    def as_tuple(self) -> Any:
        return self._used().as_tuple()

    def scaleb(self, *exponent: Any) -> Any:
        return self._used().scaleb(*exponent)

    def __int__(self) -> int:
        return int(self._used())

    def __float__(self) -> float:
        return float(self._used())

    def __bool__(self) -> bool:
        return bool(self._used())

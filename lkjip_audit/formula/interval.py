"""Where the true value behind a printed figure can lie, and arithmetic on such ranges.

Sums, differences and products of printed figures are exact; a quotient that has no end is rounded outwards,
so that a range is never too narrow.  Infinity does not occur: a division that could be by zero has no answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from lkjip_audit.records import quickly_made

PRECISION = 80
_DOWN = Context(prec=PRECISION, rounding=ROUND_FLOOR)
_UP = Context(prec=PRECISION, rounding=ROUND_CEILING)

_End = tuple[Decimal, bool]
"""One end of a range, and whether the end itself is outside of it."""


@quickly_made
@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``; an open end is itself left out.

    ``low <= high``, both finite.  ``+ - *`` give an Interval, ``/`` gives None when the divisor holds zero.
    """

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        if not (self.low.is_finite() and self.high.is_finite() and self.low <= self.high):
            raise ValueError(f"no interval: {self.low} .. {self.high}")

    @classmethod
    def point(cls, value: Decimal) -> Interval:
        """The range that holds ``value`` and nothing else."""
        return cls(value, value)

    @property
    def is_empty(self) -> bool:
        """Whether it holds nothing: both ends the same, and one of them left out."""
        return self.low == self.high and (self.low_open or self.high_open)

    def __neg__(self) -> Interval:
        return Interval(_negative(self.high), _negative(self.low), self.high_open, self.low_open)

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _DOWN.add(self.low, other.low),
            _UP.add(self.high, other.high),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + (-other)

    def __mul__(self, other: Interval) -> Interval:
        pairs = [(mine, theirs) for mine in self._ends() for theirs in other._ends()]
        low, low_open = _lowest([_product(mine, theirs, _DOWN) for mine, theirs in pairs])
        high, high_open = _highest([_product(mine, theirs, _UP) for mine, theirs in pairs])
        return Interval(low, high, low_open, high_open)

    def __truediv__(self, other: Interval) -> Interval | None:
        """The quotient; None when ``other`` holds zero or comes as near to it as one likes."""
        if other.low <= 0 <= other.high:
            return None
        pairs = [(mine, theirs) for mine in self._ends() for theirs in other._ends()]
        low, low_open = _lowest([_quotient(mine, theirs, _DOWN) for mine, theirs in pairs])
        high, high_open = _highest([_quotient(mine, theirs, _UP) for mine, theirs in pairs])
        return Interval(low, high, low_open, high_open)

    def __contains__(self, value: Decimal) -> bool:
        return self.contains(value)

    def contains(self, value: Decimal) -> bool:
        """Whether ``value`` lies in it."""
        above = value > self.low or (value == self.low and not self.low_open)
        below = value < self.high or (value == self.high and not self.high_open)
        return above and below

    def intersects(self, other: Interval) -> bool:
        """Whether the two have a number in common."""
        if self.is_empty or other.is_empty:
            return False
        return _reaches(self, other) and _reaches(other, self)

    def scaled(self, factor: Decimal) -> Interval:
        """Every number times ``factor``."""
        return self * Interval.point(factor)

    def _ends(self) -> tuple[_End, _End]:
        return (self.low, self.low_open), (self.high, self.high_open)


def _negative(value: Decimal) -> Decimal:
    """``-value`` without the rounding that the sign operator would do."""
    return value.copy_negate() if value else value


def _product(mine: _End, theirs: _End, context: Context) -> _End:
    (x, x_open), (y, y_open) = mine, theirs
    reached_zero = (x == 0 and not x_open) or (y == 0 and not y_open)
    return context.multiply(x, y), (x_open or y_open) and not reached_zero


def _quotient(mine: _End, theirs: _End, context: Context) -> _End:
    (x, x_open), (y, y_open) = mine, theirs
    reached_zero = x == 0 and not x_open
    return context.divide(x, y), (x_open or y_open) and not reached_zero


def _lowest(ends: list[_End]) -> _End:
    return min(ends)


def _highest(ends: list[_End]) -> _End:
    """The highest; among equals one that belongs to the range."""
    value = max(end[0] for end in ends)
    return value, all(is_open for end, is_open in ends if end == value)


def _reaches(one: Interval, other: Interval) -> bool:
    """Whether ``one`` goes up at least to where ``other`` begins."""
    if one.high == other.low:
        return not (one.high_open or other.low_open)
    return one.high > other.low

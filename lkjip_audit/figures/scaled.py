"""Exact numbers by the column: integers of 64 bits with one number of decimals, Python's own beyond these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lkjip_audit.records import quickly_made

Ints = NDArray[Any]
"""int64, or Python's own integers (dtype object) where 64 bits do not hold them."""
Flags = NDArray[np.bool_]
Indices = NDArray[np.intp]

_ROOM = 2**62
_EXACT = Context(prec=1000)


@quickly_made
@dataclass(frozen=True, slots=True)
class Scaled:
    """Numbers that are ``ints`` / 10**``places``; no absolute value of ``ints`` is above ``largest``.

    Sums, differences and products are exact: they go over to Python's integers before 64 bits are too few.
    """

    ints: Ints
    places: int
    largest: int

    def at(self, places: int) -> Scaled:
        """The same numbers with ``places`` decimals; ValueError when there would be fewer than there are."""
        if places < self.places:
            raise ValueError(f"{self.places} decimals do not fit in {places}")
        if places == self.places:
            return self
        return self._scaled(10 ** (places - self.places), places)

    def _scaled(self, factor: int, places: int) -> Scaled:
        largest = self.largest * factor
        return Scaled(_wide(self.ints, largest) * factor, places, largest)

    def __add__(self, other: Scaled) -> Scaled:
        one, two = self._beside(other)
        largest = one.largest + two.largest
        return Scaled(_wide(one.ints, largest) + _wide(two.ints, largest), one.places, largest)

    def __sub__(self, other: Scaled) -> Scaled:
        return self + -other

    def __neg__(self) -> Scaled:
        return Scaled(-self.ints, self.places, self.largest)

    def __abs__(self) -> Scaled:
        return Scaled(abs(self.ints), self.places, self.largest)

    def __mul__(self, other: Scaled) -> Scaled:
        largest = self.largest * other.largest
        return Scaled(_wide(self.ints, largest) * _wide(other.ints, largest), self.places + other.places, largest)

    def equals(self, other: Scaled) -> Flags:
        """Where both are the same number."""
        one, two = self._beside(other)
        same: Flags = np.asarray(one.ints == two.ints, dtype=np.bool_)
        return same

    def at_most(self, other: Scaled) -> Flags:
        """Where this one is not larger than ``other``."""
        one, two = self._beside(other)
        smaller: Flags = np.asarray(one.ints <= two.ints, dtype=np.bool_)
        return smaller

    def _beside(self, other: Scaled) -> tuple[Scaled, Scaled]:
        places = max(self.places, other.places)
        return self.at(places), other.at(places)

    def take(self, which: Flags | Indices) -> Scaled:
        """The numbers at ``which`` positions, in that order."""
        return Scaled(self.ints[which], self.places, self.largest)

    def total(self) -> Scaled:
        """The sum of all of them, as a column of one number without a shape of its own."""
        largest = self.largest * max(1, self.ints.size)
        return Scaled(np.asarray(_wide(self.ints, largest).sum()), self.places, largest)

    def summed_by(self, groups: Indices, count: int) -> Scaled:
        """The sums of those that are of one group; ``groups`` numbers each one's, from 0 below ``count``."""
        largest = self.largest * max(1, self.ints.size)
        ints = _wide(self.ints, largest)
        sums = np.zeros(count, dtype=ints.dtype)
        np.add.at(sums, groups, ints)
        return Scaled(sums, self.places, largest)

    def decimal(self, at: int) -> Decimal:
        """The number at position ``at``."""
        return Decimal(int(self.ints[at])).scaleb(-self.places, _EXACT)


def scaled(values: Sequence[Decimal]) -> Scaled:
    """``values`` as a column; they must be finite."""
    alike = len(values) > 0 and all(map(Decimal.same_quantum, values, repeat(values[0])))
    places = max((-_exponent(value) for value in (values[:1] if alike else values)), default=0)
    return scaled_at(values, max(places, 0))


def scaled_at(values: Sequence[Decimal], places: int) -> Scaled:
    """``values``, none of which has more decimals than ``places``, as a column."""
    if places:
        ints = [int(value.scaleb(places, _EXACT)) for value in values]
    else:
        ints = list(map(int, values))
    largest = max(max(ints, default=0), -min(ints, default=0))
    return Scaled(np.array(ints, dtype=np.int64 if largest < _ROOM else object), places, largest)


def constant(value: Decimal) -> Scaled:
    """One number beside every number of a column."""
    column = scaled_at([value], max(-_exponent(value), 0))
    return Scaled(column.ints[0:1], column.places, column.largest)


def without_zeros(ints: Ints) -> Ints:
    """The absolute values of ``ints`` without the zeros at their ends; 0 stays."""
    values = abs(ints)
    left = np.flatnonzero((values != 0) & (values % 10 == 0))
    while left.size:
        values[left] //= 10
        left = left[values[left] % 10 == 0]
    return values


def has_digits(ints: Ints, digits: int) -> Flags:
    """Where whole numbers have so many digits or more, not counting the zeros at their ends."""
    least = 10 ** (digits - 1)
    enough: Flags = np.asarray(without_zeros(ints) >= least, dtype=np.bool_)
    return enough


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _wide(ints: Ints, largest: int) -> Ints:
    """``ints`` such that results up to ``largest`` fit."""
    return ints if largest < _ROOM or ints.dtype == object else ints.astype(object)

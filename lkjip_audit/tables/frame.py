"""A table as typed columns: what its figures amount to, row by row, as arrays.

A position of every array is the place of a row in ``Table.rows``.  Importing this module imports numpy: rooms come by a
frame through ``frames.Frames``, which a scene holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lkjip_audit.figures.model import PERCENT, UNREAD, Reading, ReadingKind
from lkjip_audit.figures.scaled import Flags, Indices, Scaled, scaled
from lkjip_audit.tables.model import Column, RowKind, Table

_NO_PARENT = -1
_ONE = Decimal(1)
_KINDS = {kind: number for number, kind in enumerate(RowKind)}
_READ = {kind: number for number, kind in enumerate(ReadingKind)}
_BLANK = -1


@dataclass(frozen=True, slots=True)
class _Ways:
    """What figures say beside their digits: few of a column say it in more than one way, so it is held once for each.

    ``of`` has the number of the way of each row's figure, -1 where there is none.
    """

    of: NDArray[Any]
    units: tuple[str | None, ...]
    own: tuple[Decimal, ...]
    worths: tuple[Decimal, ...]
    decimals: tuple[int, ...]

    def spread(self, values: Sequence[Any], nothing: Any, kind: type) -> NDArray[Any]:  # noqa: ANN401 - whatever it is
        """What each way says, at each figure that is known; ``nothing`` elsewhere."""
        told: NDArray[Any] = np.array([*values, nothing], dtype=kind)[self.of]
        return told

    def numbers(self, values: Sequence[Decimal]) -> Scaled:
        """The same of numbers; 0 elsewhere."""
        held = scaled(values)
        ints = np.append(held.ints, np.zeros(1, dtype=held.ints.dtype))
        return Scaled(ints[self.of], held.places, held.largest)


@dataclass(frozen=True, slots=True)
class Figures:
    """One column of a table; numbers are 0 where ``known`` is not set.

    ``known``    a figure stands there: the one of the cell, or the first of ``several``.
    ``several``  the cell holds more than one figure.
    ``blank``    the cell is empty.
    ``nil``      it says that there is no value: "-".
    ``unread``   something stands there that no figure was read from: words, an error, an ambiguous number.
    ``amounts``  what is printed, in plain units, the scale that the header states in it ("Rp juta").
    ``stored``   the same of what the file stores; of a text what is printed.
    """

    known: Flags
    several: Flags
    blank: Flags
    nil: Flags
    unread: Flags
    amounts: Scaled
    stored: Scaled
    ways: _Ways

    @property
    def worth(self) -> Scaled:
        """How much one of what is printed counts for: the figure's own word, or the header's."""
        return self.ways.numbers(self.ways.worths)

    @property
    def steps(self) -> Scaled:
        """What one of the last digit shown counts for; half of it is how far rounding moves a figure."""
        pairs = zip(self.ways.decimals, self.ways.worths, strict=True)
        return self.ways.numbers([_ONE.scaleb(-decimals) * worth for decimals, worth in pairs])

    @property
    def decimals(self) -> NDArray[np.int64]:
        """How many decimals are shown."""
        return self.ways.spread(self.ways.decimals, 0, np.int64)

    @property
    def bare(self) -> Flags:
        """Where the figure has no word of its own such as "juta" (its multiplier is 1)."""
        return self.ways.spread([own == 1 for own in self.ways.own], False, np.bool_)

    @property
    def percent(self) -> Flags:
        """Where its unit is the percent sign."""
        return self.has_unit(PERCENT)

    @property
    def units(self) -> tuple[str | None, ...]:
        """The units that the figures have, None among them."""
        return tuple(dict.fromkeys(self.ways.units))

    @property
    def single(self) -> Flags:
        """Where one figure stands, and no other beside it."""
        return self.known & ~self.several

    def has_unit(self, unit: str | None) -> Flags:
        """Where the figure's own unit is ``unit``."""
        return self.ways.spread([own == unit for own in self.ways.units], False, np.bool_)


class Frame:
    """The columns of one table, each read when it is first asked for."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._figures: dict[int, Figures] = {}
        self._places: dict[int, int] | None = None
        self._read: list[int | None] | None = None
        self._kinds = np.array([_KINDS[row.kind] for row in table.rows], dtype=np.int8)

    def __len__(self) -> int:
        return len(self.table.rows)

    @property
    def numbers(self) -> NDArray[np.int32]:
        """The sheet's row of every position."""
        return np.array([row.number for row in self.table.rows], dtype=np.int32)

    @property
    def levels(self) -> NDArray[np.int64]:
        """How deep every row stands, from 0."""
        return np.array([row.level for row in self.table.rows], dtype=np.int64)

    @property
    def parents(self) -> Indices:
        """The position of the row that each is a part of; -1 at the top."""
        parents = [_NO_PARENT if row.parent is None else row.parent for row in self.table.rows]
        return np.array(parents, dtype=np.intp)

    def of_kind(self, *kinds: RowKind) -> Flags:
        """The rows of one of ``kinds``."""
        return np.isin(self._kinds, [_KINDS[kind] for kind in kinds])

    def place(self, number: int) -> int | None:
        """The position of the sheet's row ``number``; None when it is no row of the table."""
        if self._places is None:
            self._places = {row.number: place for place, row in enumerate(self.table.rows)}
        return self._places.get(number)

    def texts(self, column: Column) -> tuple[str | None, ...]:
        """What a reader sees in each cell of ``column``; None where it is empty."""
        return tuple(None if reading is None else reading.text for reading in self._readings(column))

    def figures(self, column: Column) -> Figures:
        """The figures of ``column``."""
        found = self._figures.get(column.index)
        if found is None:
            found = self._figures[column.index] = _figures(self._readings(column), column.multiplier)
        return found

    def _readings(self, column: Column) -> list[Reading | None]:
        if self._read is None:
            self._read = self.table.readings.places([row.number for row in self.table.rows])
        held = self.table.readings.column(column.index)
        return [None if place is None else held[place] for place in self._read]


def _figures(readings: Sequence[Reading | None], multiplier: Decimal) -> Figures:
    kinds = np.array([_BLANK if reading is None else _READ[reading.kind] for reading in readings], dtype=np.int8)
    known = kinds == _READ[ReadingKind.FIGURES]
    figured = [reading.figures for reading in readings if reading is not None and reading.kind is ReadingKind.FIGURES]
    held = [figures[0] for figures in figured]
    ways: dict[tuple[str | None, Decimal, int], int] = {}
    way_of = [ways.setdefault((figure.unit, figure.multiplier, figure.decimals), len(ways)) for figure in held]
    worths = tuple(multiplier if own == 1 else own for _, own, _ in ways)
    of = np.full(len(readings), -1, dtype=np.int16 if len(ways) <= np.iinfo(np.int16).max else np.intp)
    of[known] = way_of
    several = np.zeros(len(readings), dtype=np.bool_)
    several[known] = [len(figures) > 1 for figures in figured]

    def numbers(values: Sequence[Decimal]) -> Scaled:
        """``values``, in order of the figures that are known; 0 elsewhere."""
        own = scaled(values)
        ints = np.zeros(len(readings), dtype=own.ints.dtype)
        if len(values):
            ints[known] = own.ints
        return Scaled(ints, own.places, own.largest)

    plain = all(worth == 1 for worth in worths)
    as_stored = all(figure.stored is None or figure.stored is figure.value for figure in held)
    printed = [figure.value for figure in held]
    stored = [value if figure.stored is None else figure.stored for figure, value in zip(held, printed, strict=True)]
    if not plain:
        printed, stored = (
            [value * worths[way] for value, way in zip(values, way_of, strict=True)] for values in (printed, stored)
        )
    amounts = numbers(printed)
    return Figures(
        known=known,
        several=several,
        blank=kinds == _BLANK,
        nil=kinds == _READ[ReadingKind.NIL],
        unread=np.isin(kinds, [_READ[kind] for kind in UNREAD]),
        amounts=amounts,
        stored=amounts if as_stored else numbers(stored),
        ways=_Ways(
            of,
            tuple(unit for unit, _, _ in ways),
            tuple(own for _, own, _ in ways),
            worths,
            tuple(decimals for _, _, decimals in ways),
        ),
    )

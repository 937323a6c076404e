"""A table as typed columns: what its figures amount to, row by row, as arrays.

A position of every array is the place of a row in ``Table.rows``.  Importing this module imports numpy: rooms come by a
frame through ``frames.Frames``, which a scene holds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from lkjip_audit.figures.model import PERCENT, Figure, Reading, ReadingKind
from lkjip_audit.figures.scaled import Flags, Indices, Scaled, scaled
from lkjip_audit.tables.model import Column, RowKind, Table

_NOTHING = Decimal(0)
_NO_PARENT = -1
_ONE = Decimal(1)
_KINDS = {kind: number for number, kind in enumerate(RowKind)}


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
    ``worth``    how much one of what is printed counts for: the figure's own word, or the header's.
    ``steps``    what one of the last digit shown counts for; half of it is how far rounding moves a figure.
    ``decimals`` how many decimals are shown.
    ``bare``     the figure has no word of its own such as "juta" (its multiplier is 1).
    ``percent``  its unit is the percent sign.
    ``units``    the units that the figures have, None among them; ``unit_of`` has the place of each one's in it.
    """

    known: Flags
    several: Flags
    blank: Flags
    nil: Flags
    unread: Flags
    amounts: Scaled
    stored: Scaled
    worth: Scaled
    steps: Scaled
    decimals: NDArray[np.int64]
    bare: Flags
    percent: Flags
    units: tuple[str | None, ...]
    unit_of: Indices

    @property
    def single(self) -> Flags:
        """Where one figure stands, and no other beside it."""
        return self.known & ~self.several

    def has_unit(self, unit: str | None) -> Flags:
        """Where the figure's own unit is ``unit``."""
        if unit not in self.units:
            return np.zeros(len(self.known), dtype=np.bool_)
        named: Flags = self.known & (self.unit_of == self.units.index(unit))
        return named


class Frame:
    """The columns of one table, each read when it is first asked for."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._figures: dict[int, Figures] = {}
        self._places: dict[int, int] | None = None
        self._kinds = np.array([_KINDS[row.kind] for row in table.rows], dtype=np.int8)

    def __len__(self) -> int:
        return len(self.table.rows)

    @property
    def numbers(self) -> NDArray[np.int64]:
        """The sheet's row of every position."""
        return np.array([row.number for row in self.table.rows], dtype=np.int64)

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
        held, index = self.table.readings, column.index
        return [held.get((row.number, index)) for row in self.table.rows]


def _figures(readings: Sequence[Reading | None], multiplier: Decimal) -> Figures:
    first = [None if reading is None else reading.figure for reading in readings]
    held = [(place, figure) for place, figure in enumerate(first) if figure is not None]
    units = tuple(dict.fromkeys(figure.unit for _, figure in held))
    place_of = {unit: place for place, unit in enumerate(units)}

    def numbers(of: Callable[[Figure], Decimal]) -> Scaled:
        values = [_NOTHING] * len(readings)
        for place, figure in held:
            values[place] = of(figure)
        return scaled(values)

    def where(of: Callable[[Figure], bool]) -> Flags:
        flags = np.zeros(len(readings), dtype=np.bool_)
        flags[[place for place, figure in held if of(figure)]] = True
        return flags

    def cells(of: Callable[[Reading], bool]) -> Flags:
        return np.array([reading is not None and of(reading) for reading in readings], dtype=np.bool_)

    def worth(figure: Figure) -> Decimal:
        return multiplier if figure.multiplier == 1 else figure.multiplier

    worths = numbers(worth)
    plain = worths.largest == 1 and not worths.places
    return Figures(
        known=np.array([figure is not None for figure in first], dtype=np.bool_),
        several=cells(lambda reading: reading.kind is ReadingKind.FIGURES and len(reading.figures) > 1),
        blank=np.array([reading is None for reading in readings], dtype=np.bool_),
        nil=cells(lambda reading: reading.kind is ReadingKind.NIL),
        unread=cells(lambda reading: reading.is_unread),
        amounts=numbers(lambda figure: figure.value) if plain else numbers(lambda one: one.value * worth(one)),
        stored=numbers(_stored) if plain else numbers(lambda figure: _stored(figure) * worth(figure)),
        worth=worths,
        steps=numbers(lambda figure: _ONE.scaleb(-figure.decimals) * worth(figure)),
        decimals=np.array([0 if figure is None else figure.decimals for figure in first], dtype=np.int64),
        bare=where(lambda figure: figure.multiplier == 1),
        percent=where(lambda figure: figure.unit == PERCENT),
        units=units,
        unit_of=np.array([-1 if figure is None else place_of[figure.unit] for figure in first], dtype=np.intp),
    )


def _stored(figure: Figure) -> Decimal:
    return figure.value if figure.stored is None else figure.stored

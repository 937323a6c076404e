"""The long whole figures of tables, seen at once: those with digits enough to know them by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.figures.scaled import Indices, Ints, constant, has_digits
from lkjip_audit.figures.slip_pairs import slip_pairs
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.frame import Frame
from lkjip_audit.tables.model import Column, Row, Table


class Tabled(NamedTuple):
    """Where a long figure stands in a table."""

    number: int
    table: Table
    row: Row
    column: Column


class LongFigures:
    """Exact whole figures of ``digits`` digits or more, not counting zeros at the end, in reading order."""

    def __init__(self, scene: Scene, digits: int) -> None:
        self._columns = [
            (table, column)
            for table in scene.tables
            for column in table.columns
            if ReadingKind.FIGURES in table.readings.kinds(column.index)
        ]
        found = [_long(scene.frames.of(table), column, digits) for table, column in self._columns]
        self._ends = np.cumsum([len(places) for places, _ in found])
        self._places = np.concatenate([np.empty(0, dtype=np.intp), *(places for places, _ in found)])
        self._numbers = np.concatenate([np.empty(0, dtype=np.int64), *(numbers for _, numbers in found)])

    def __len__(self) -> int:
        return len(self._numbers)

    def near(self, more: Iterable[int]) -> dict[int, tuple[int, ...]]:
        """For each number of the tables and of ``more`` that has any: the others one slip of the fingers away."""
        others = np.array([*more, 0], dtype=object)[:-1]
        return dict(slip_pairs(np.unique(np.concatenate((self._numbers, others)) if len(others) else self._numbers)))

    def among(self, wanted: Iterable[int]) -> Iterator[Tabled]:
        """The figures whose number is one of ``wanted``, in reading order."""
        keys = np.array([*wanted, 0], dtype=self._numbers.dtype)[:-1]
        for at in np.flatnonzero(np.isin(self._numbers, keys)).tolist():
            yield self.at(at)

    def at(self, position: int) -> Tabled:
        """The figure at that position."""
        table, column = self._columns[int(self._ends.searchsorted(position, "right"))]
        return Tabled(int(self._numbers[position]), table, table.rows[int(self._places[position])], column)


def _long(frame: Frame, column: Column, digits: int) -> tuple[Indices, Ints]:
    """The places of the long figures of ``column`` among the rows, and what is printed there."""
    figures, scale = frame.figures(column), constant(column.multiplier)
    amounts = figures.amounts.at(figures.amounts.places + scale.places)
    one = scale.at(amounts.places).largest
    if one > amounts.largest:
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.int64)
    bare = figures.known & figures.bare & ~figures.percent
    places = np.flatnonzero(bare & (amounts.ints >= one) & (amounts.ints % one == 0))
    numbers = amounts.ints[places] // one
    long = has_digits(numbers, digits)
    return places[long], numbers[long]

"""Text such as ``41.250`` that could be thousands or decimals, read as what the other figures of its rows compute.

The whole table is read either way.  Where relations that are in force under one reading hold in the cell's row, and
none under the other, the figures have decided; a sum of such cells holds under both, and then they stay unclear.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from lkjip_audit.figures.model import Reading, ReadingKind
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.readings import Place, Readings

if TYPE_CHECKING:
    from lkjip_audit.induction import Entry

_DOT, _COMMA = ".", ","


def settled_by_figures(readings: Readings, columns: Sequence[int]) -> Readings:
    """``readings`` with those cells of the sheet's ``columns`` read that the relations of their rows decide."""
    unsure = {
        place: reading for place, reading in readings.odd() if place[1] in set(columns) and _is_one_of_two(reading)
    }
    rows = readings.rows
    if not unsure or len(rows) < 2 or len(rows) * len(columns) > limits().evidence.shown_cells:
        return readings
    borne_out = {mark: _borne_out(readings, columns, unsure, mark) for mark in (_DOT, _COMMA)}
    decimal = {
        place: mark
        for mark, other in ((_DOT, _COMMA), (_COMMA, _DOT))
        for place, bits in borne_out[mark].items()
        if bits >= limits().induction.settling and place not in borne_out[other]
    }
    return readings.changed(
        {
            place: Reading(ReadingKind.FIGURES, reading.text, (reading.figures[_which(reading, mark)],))
            for place, reading in unsure.items()
            if (mark := decimal.get(place) or _of_its_column(place, unsure, decimal)) is not None
        }
    )


def _is_one_of_two(reading: Reading) -> bool:
    """Whether it is thousands or decimals, and nothing else."""
    if reading.kind is not ReadingKind.AMBIGUOUS or len(reading.figures) != 2:
        return False
    thousands, decimals = reading.figures
    return not thousands.decimals and decimals.decimals > 0 and _mark(reading) is not None


def _mark(reading: Reading) -> str | None:
    """The one mark that the number is written with."""
    marks = [mark for mark in (_DOT, _COMMA) if mark in reading.text]
    return marks[0] if len(marks) == 1 else None


def _which(reading: Reading, decimal_mark: str) -> int:
    """Which of its figures is meant where decimals follow the ``decimal_mark``."""
    return 1 if _mark(reading) == decimal_mark else 0


def _borne_out(
    readings: Readings, columns: Sequence[int], unsure: Mapping[Place, Reading], decimal_mark: str
) -> dict[Place, float]:
    """The unsure cells at which relations in force hold when decimals follow the ``decimal_mark``, and their bits."""
    from lkjip_audit.tables.entries import entry_of, fine_enough  # noqa: PLC0415 - it imports numpy

    rows = readings.rows
    grid = [list(row) for row in zip(*(map(entry_of, readings.column(column)) for column in columns), strict=True)]
    places = {column: at for at, column in enumerate(columns)}
    lines = {row: at for at, row in enumerate(rows)}
    for (row, column), reading in unsure.items():
        grid[lines[row]][places[column]] = fine_enough(reading.figures[_which(reading, decimal_mark)])
    told: dict[Place, float] = {}
    for place, bits in _told(grid, rows, columns):
        if place in unsure:
            told[place] = max(bits, told.get(place, 0.0))
    return told


def _told(grid: list[list[Entry]], rows: Sequence[int], columns: Sequence[int]) -> Iterator[tuple[Place, float]]:
    """The cells at which a relation along rows holds, and the bits of it."""
    from lkjip_audit.induction import Axis, block_of, induce  # noqa: PLC0415 - it imports numpy

    for shown in induce(block_of(grid), axes={Axis.ALONG_ROWS}).shown:
        for line in shown.holds:
            for position in (shown.stated, *shown.operands):
                yield (rows[line], columns[position]), shown.bits


def _of_its_column(place: Place, unsure: Mapping[Place, Reading], decimal: Mapping[Place, str]) -> str | None:
    """What follows for a cell of which no relation tells: what most unsure cells of its column are decided to be."""
    others = [decimal.get(other) for other in unsure if other[1] == place[1]]
    told = Counter(mark for mark in others if mark is not None)
    if len(told) != 1:
        return None
    mark, times = told.most_common(1)[0]
    return mark if 2 * times > len(others) else None

"""Cells that stayed unclear, read again when it is known what their column means and in what the row counts.

``1.234`` under "Anggaran" is rupiah though no header says "Rp"; in a row whose satuan is "Orang" it is people.
What is still ambiguous then is read as the file writes its other numbers, where these all agree.  Only what was
ambiguous is read again, and what stays so is left so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from lkjip_audit.figures.cells import read_cell
from lkjip_audit.figures.model import PERCENT, RUPIAH, Reading, ReadingKind
from lkjip_audit.figures.notation import Marks
from lkjip_audit.figures.units import is_counted, tidy_unit
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.evidence import column_marks
from lkjip_audit.tables.known import SATUAN
from lkjip_audit.tables.model import Column
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.notation_of_files import NotationOfFiles
from lkjip_audit.tables.readings import Readings
from lkjip_audit.tables.sheet_view import SheetView

_PEOPLE = "orang"


def read_again(
    view: SheetView,
    readings: Readings,
    columns: Sequence[Column],
    definitions: Definitions,
    knows_formats: bool,
) -> Readings:
    """``readings`` with those that were ambiguous decided, where role or satuan decides them."""
    settled: dict[tuple[int, int], Reading | None] = {}
    for column, rows in _unclear(readings, columns):
        marks = _marks_of(view, readings, column)
        for row in rows:
            unit = _unit_at(row, column, columns, readings, definitions)
            if unit is not None and unit != column.unit:
                settled[row, column.index] = read_cell(view.sheet.cells[row, column.index], marks, knows_formats, unit)
    return readings.changed(settled) if settled else readings


def read_as_the_file(
    view: SheetView,
    readings: Readings,
    columns: Sequence[Column],
    definitions: Definitions,
    knows_formats: bool,
    notation: NotationOfFiles,
) -> Readings:
    """``readings`` with those that are still ambiguous decided by how their file writes all its other numbers.

    A column that shows another notation keeps it, and a percentage is never taken for thousands.
    """
    settled: dict[tuple[int, int], Reading | None] = {}
    for column, rows in _unclear(readings, columns):
        marks = notation.at(view.sheet.name)
        if marks is Marks.UNKNOWN or _marks_of(view, readings, column) not in (Marks.UNKNOWN, marks):
            continue
        is_ratio = column.role in definitions.nature.ratio
        for row in rows:
            unit = _unit_at(row, column, columns, readings, definitions) or column.unit
            unit = PERCENT if unit is None and is_ratio else unit
            settled[row, column.index] = read_cell(view.sheet.cells[row, column.index], marks, knows_formats, unit)
    return readings.changed(settled) if settled else readings


def _unclear(readings: Readings, columns: Sequence[Column]) -> Iterator[tuple[Column, Sequence[int]]]:
    """The columns that count in ones, with the rows in which it is not clear what they say."""
    unclear: dict[int, list[int]] = defaultdict(list)
    for (row, index), reading in readings.odd():
        if reading.kind is ReadingKind.AMBIGUOUS:
            unclear[index].append(row)
    for column in columns:
        if column.multiplier == 1 and (rows := unclear.get(column.index)):
            yield column, rows


def _marks_of(view: SheetView, readings: Readings, column: Column) -> Marks:
    places = zip(readings.rows, readings.column(column.index), strict=True)
    cells = view.sheet.cells
    held = [cells[row, column.index] for row, told in places if told is not None and (row, column.index) in cells]
    return column_marks(held)


def _unit_at(
    row: int, column: Column, columns: Sequence[Column], readings: Readings, definitions: Definitions
) -> str | None:
    """What the cell counts in, by its column or its row."""
    by_role = column.unit or _unit_of_role(column, definitions)
    return by_role or _unit_of_row(row, column, columns, readings, definitions.nature)


def _unit_of_role(column: Column, definitions: Definitions) -> str | None:
    """What a column of this role counts in, whatever the agency."""
    if column.role is None:
        return None
    if column.role in definitions.nature.people:
        return _PEOPLE
    return RUPIAH if definitions.roles[column.role].types[0] == "money" else None


def _unit_of_row(
    row: int,
    column: Column,
    columns: Sequence[Column],
    readings: Mapping[tuple[int, int], Reading],
    roles: Roles,
) -> str | None:
    """The unit that the row's satuan says, the nearest to the column; none where a column beside it may be one too."""
    beside = {other.role for other in columns if abs(other.index - column.index) == 1}
    if column.role not in roles.performance - roles.ratio or None in beside:
        return None
    places = sorted(
        (other.index for other in columns if other.role == SATUAN),
        key=lambda index: (abs(index - column.index), -index),
    )
    for index in places:
        said = readings.get((row, index))
        unit = tidy_unit(said.text) if said is not None and said.kind is not ReadingKind.FIGURES else None
        if unit is not None:
            return unit if is_counted(unit) or unit in (PERCENT, RUPIAH) else None
    return None

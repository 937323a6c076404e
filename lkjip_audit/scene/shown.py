"""The relations that the figures of a table obey, whatever its words say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.induction import Axis, Entry, Shown, block_of, induce
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.said import said_of_column, said_of_row
from lkjip_audit.tables.entries import entry_of
from lkjip_audit.tables.kinds import UNKNOWN
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.nature import Roles
from lkjip_audit.workbook.model import Notice

Place = tuple[Row, Column]


@dataclass(frozen=True, slots=True)
class ShownRelation:
    """A relation over the ``rows`` and ``columns`` of a table, which its positions and lines count from 0."""

    shown: Shown
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]

    def place(self, position: int, line: int) -> Place:
        """The row and the column where ``position`` stands in ``line``."""
        along_rows = self.shown.axis is Axis.ALONG_ROWS
        row, column = (line, position) if along_rows else (position, line)
        return self.rows[row], self.columns[column]

    def name(self, position: int) -> str:
        """What a reader calls ``position``: the header of its column, or the label of its row."""
        if self.shown.axis is Axis.ALONG_ROWS:
            column = self.columns[position]
            return " ".join(column.header[-1:]) or column.letter
        row = self.rows[position]
        return row.label or str(row.number)

    @property
    def held(self) -> int:
        """In how many lines it holds."""
        return len(self.shown.holds)

    @property
    def told(self) -> int:
        """In how many lines it holds or fails."""
        return len(self.shown.holds) + len(self.shown.misses)


def relations_shown(table: Table, roles: Roles) -> tuple[ShownRelation, ...]:
    """What the figures of ``table`` show, the surest first; columns that only number its rows are left out."""
    rows = tuple(row for row in table.rows if row.kind is not RowKind.OTHER)
    columns = tuple(column for column in table.columns if column.role not in roles.numbering)
    if len(rows) < 2 or not columns or _is_too_large(table) or not _has_figures(table, columns):
        return ()
    said = tuple(map(said_of_row, rows)), tuple(map(said_of_column, columns))
    found = induce(block_of(list(_grid(table, rows, columns)), *said))
    believed = (shown for shown in found.shown if shown.evidence >= limits().induction.accusing)
    return tuple(ShownRelation(shown, rows, columns) for shown in believed)


def _has_figures(table: Table, columns: Sequence[Column]) -> bool:
    read = (reading for column in columns for reading in table.readings.column(column.index))
    return any(reading is not None and reading.kind is ReadingKind.FIGURES for reading in read)


def not_searched(tables: Iterable[Table]) -> Iterator[Notice]:
    """A notice for each table that is too large to be searched for what its figures show."""
    for table in tables:
        if _is_too_large(table):
            details = (("table", table.id), ("rows", str(len(table.rows))), ("columns", str(len(table.columns))))
            yield Notice("relations_not_searched", table.sheet, table.area.a1.partition(":")[0], details)


def _is_too_large(table: Table) -> bool:
    """A table whose kind is known is tested by what its words say; of another, nothing is but what its figures show."""
    most = limits().evidence
    rows, columns = len(table.rows), len(table.columns)
    if table.kind == UNKNOWN:
        return rows * columns > most.shown_cells
    return rows > most.shown_rows or columns > most.shown_columns


def _grid(table: Table, rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[list[Entry]]:
    for row in rows:
        yield [entry_of(table.reading(row, column)) for column in columns]

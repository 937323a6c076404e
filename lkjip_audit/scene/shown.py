"""The relations that the figures of a table obey, whatever its words say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.induction import Axis, Entry, Shown, block_of, induce, looked_at
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


@dataclass(frozen=True, slots=True)
class Searched:
    """By the table's id what its figures show, and the tables that were ``left_out`` of the search."""

    shown: Mapping[str, tuple[ShownRelation, ...]]
    left_out: tuple[Table, ...]


def relations_shown(table: Table, roles: Roles) -> tuple[ShownRelation, ...] | None:
    """What the figures of ``table`` show, the surest first; columns that only number its rows are left out.

    None where too much in it looks like a relation for all of it to be tested.
    """
    rows = tuple(row for row in table.rows if row.kind is not RowKind.OTHER)
    columns = tuple(column for column in table.columns if column.role not in roles.numbering)
    if len(rows) < 2 or not columns or _is_too_large(table) or not _has_figures(table, columns):
        return ()
    said = tuple(map(said_of_row, rows)), tuple(map(said_of_column, columns))
    found = induce(block_of(list(_grid(table, rows, columns)), *said))
    if found.given_up:
        return None
    return tuple(ShownRelation(shown, rows, columns) for shown in found.shown if _is_believed(shown))


def _is_believed(shown: Shown) -> bool:
    """Whether it may be told as tested: with fewer bits only where several lines obey it as it stands, and none not."""
    own = limits().induction
    obeyed = len(shown.holds) > own.least_lines and not (shown.misses or shown.apart or shown.rounded)
    return shown.evidence >= (own.shown if obeyed else own.accusing)


def _has_figures(table: Table, columns: Sequence[Column]) -> bool:
    read = (reading for column in columns for reading in table.readings.column(column.index))
    return any(reading is not None and reading.kind is ReadingKind.FIGURES for reading in read)


def shown_in(tables: Sequence[Table], roles: Roles) -> Searched:
    """What the figures of each of ``tables`` show, as far as the work for a workbook reaches: the smallest come first.

    So each table has its share, and what is left out are the fewest, those that would take the most.
    """
    own = limits().evidence
    left = own.shown_work
    found: dict[str, tuple[ShownRelation, ...]] = {}
    left_out: set[str] = set()
    for table in sorted(tables, key=_work):
        if not _is_too_large(table):
            left -= _work(table)
            told = relations_shown(table, roles) if left >= 0 else None
            if told is None:
                left_out.add(table.id)
            found[table.id] = told or ()
    shown = {table.id: found.get(table.id, ()) for table in tables}
    return Searched(shown, tuple(table for table in tables if table.id in left_out))


def _work(table: Table) -> int:
    """What the search in a table counts for, before it is known what looks like a relation there."""
    own, size = limits().evidence, (len(table.rows), len(table.columns))
    both = looked_at(*size, limits().induction) + looked_at(*size[::-1], limits().induction)
    return own.shown_table + own.shown_cell * size[0] * size[1] + both


def not_searched(tables: Iterable[Table], left_out: Sequence[Table]) -> Iterator[Notice]:
    """A notice for each table that is too large to be searched for what its figures show; one for those left out."""
    for table in tables:
        if _is_too_large(table):
            details = (("table", table.id), ("rows", str(len(table.rows))), ("columns", str(len(table.columns))))
            yield Notice("relations_not_searched", table.sheet, table.area.a1.partition(":")[0], details)
    if left_out:
        first = left_out[0]
        counts = (("count", str(len(left_out))), ("table", first.id))
        yield Notice("tables_not_searched", first.sheet, first.area.a1.partition(":")[0], counts)


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

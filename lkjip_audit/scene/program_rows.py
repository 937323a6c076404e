"""Programs, kegiatan and sub kegiatan as rows of tables: which row of a table speaks of which work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.owners import year_position
from lkjip_audit.tables.codes import is_output
from lkjip_audit.tables.known import KODE, TARGET
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.period import END

Work = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Works:
    """The rows of one table that stand for a work of their own, by work.

    ``latest`` are the numbers of those rows that have a target for the latest year of all.
    """

    table: Table
    rows: Mapping[Work, Sequence[Row]]
    latest: frozenset[int]

    def row(self, work: Work, column: Column) -> Row | None:
        """The one row that states the figure of ``column`` for ``work``; None where none or several may.

        How the period ends is told by rows that reach the latest year of all: the plan may have been written anew.
        """
        filled = [row for row in self.rows.get(work, ()) if self.table.figure(row, column) is not None]
        if column.period == END:
            filled = [row for row in filled if row.number in self.latest]
        return filled[0] if len(filled) == 1 else None


def works_of(scene: Scene, table: Table) -> Works:
    """The works of ``table``: rows with a code, by the deepest level that they name, and by the code itself."""
    found: dict[Work, list[Row]] = defaultdict(list)
    for row in table.rows:
        if row.kind is not RowKind.DETAIL or row.code is None or is_output(row.code):
            continue
        subjects = scene.subject(table, row)
        level = next((level for level in scene.roles.upwards if level in subjects), None)
        if level is not None:
            found[level, subjects[level]].append(row)
            found[KODE, row.code].append(row)
    return Works(table, found, _latest(table, (row for rows in found.values() for row in rows)))


def _latest(table: Table, rows: Iterable[Row]) -> frozenset[int]:
    """The numbers of the ``rows`` that have a target for the latest year for which any has one."""
    years = [
        (column, year)
        for column in table.columns_of(TARGET)
        if column.period != END and (year := year_position(column)) is not None
    ]
    reach = {
        row.number: max((year for column, year in years if table.reading(row, column) is not None), default=0)
        for row in rows
    }
    latest = max(reach.values(), default=0)
    return frozenset(number for number, year in reach.items() if year == latest)

"""Programs, kegiatan and sub kegiatan as rows of tables: which row of a table speaks of which work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.owners import year_position
from lkjip_audit.tables.known import KODE, TARGET
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.period import END

Work = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Works:
    """The rows of one table that stand for a work of their own, by work."""

    table: Table
    rows: Mapping[Work, Sequence[Row]]

    def row(self, work: Work, column: Column) -> Row | None:
        """The one row that states the figure of ``column`` for ``work``; None where none or several may.

        How the period ends is told by rows that reach the latest year of all: the plan may have been written anew.
        """
        filled = [row for row in self.rows.get(work, ()) if self.table.figure(row, column) is not None]
        if column.period == END:
            latest = max((self._reach(row) for rows in self.rows.values() for row in rows), default=0)
            filled = [row for row in filled if self._reach(row) == latest]
        return filled[0] if len(filled) == 1 else None

    def _reach(self, row: Row) -> int:
        """The latest year for which the row has a target."""
        years = [
            year
            for column in self.table.columns_of(TARGET)
            if column.period != END and (year := year_position(column)) is not None
            if self.table.reading(row, column) is not None
        ]
        return max(years, default=0)


def works_of(scene: Scene, table: Table) -> Works:
    """The works of ``table``: rows with a code, by the deepest level that they name, and by the code itself."""
    found: dict[Work, list[Row]] = defaultdict(list)
    for row in table.rows:
        if row.kind is not RowKind.DETAIL or row.code is None:
            continue
        subjects = scene.subject(table, row)
        level = next((level for level in scene.roles.upwards if level in subjects), None)
        if level is not None:
            found[level, subjects[level]].append(row)
            found[KODE, row.code].append(row)
    return Works(table, found)

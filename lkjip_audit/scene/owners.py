"""Whose a table's figure is: the level that its measure belongs to, and the row's subject there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from lkjip_audit.scene.model import Scene, Slot
from lkjip_audit.tables.codes import is_output
from lkjip_audit.tables.known import INDIKATOR, KODE, SASARAN
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.nature import Roles
from lkjip_audit.tables.period import END, PeriodKind
from lkjip_audit.tables.works import work_over

Subject = tuple[str, str]
TOTAL: Subject = ("total", "")


def year_position(column: Column) -> int | None:
    """Where a column stands in a run of years: its year, or the n of "tahun ke-n"."""
    if column.year is not None:
        return column.year
    period = column.period
    return period.number if period is not None and period.kind is PeriodKind.PLAN_YEAR else None


class Owners:
    """Whose the figures of one table are; what holds for a whole row is found once for it."""

    def __init__(self, scene: Scene, table: Table) -> None:
        self._scene = scene
        self._table = table
        self._known: dict[int, Mapping[str, str]] = {}
        roles = table.roles
        self._is_sided = any(column.level for column in table.columns)
        self._of_total = roles.money | roles.total
        self._performers = roles.performers
        payers, wholes = roles.payers, roles.ordered(roles.whole)
        named = [column.role for column in table.columns if column.role in (*payers, *wholes)]
        self._payers = payers if named and named[0] in payers else wholes

    def owner(self, row: Row, column: Column, measure: str) -> Subject | None:
        """What the figure at ``row`` and ``column`` is about; None when that cannot be told."""
        roles = self._table.roles
        if row.kind is RowKind.TOTAL:
            return TOTAL if measure in self._of_total else None
        if self._is_sided:
            return _beside(self._scene.slots(self._table, row), column, measure, roles)
        if measure in roles.performance:
            subjects = self._subjects(row)
            level = next((level for level in self._performers if level in subjects), None)
            if level is None or not self._speaks(row, column, (level, subjects[level])):
                return None
            return level, subjects[level]
        if row.code and not is_output(row.code):
            # An account below a work is that work's: others have the same ones.
            return (KODE, row.code) if work_over(self._table.rows, row) is None else None
        return self._of_money(self._subjects(row))

    def _speaks(self, row: Row, column: Column, subject: Subject) -> bool:
        """Whether ``row`` is the one of its subject's rows that states the figure.

        A subject that stands on several rows is told by the only one that has a figure in the column; how a period
        ends, by the row that reaches the latest year: a plan writes its rows anew when it is changed.
        """
        if len(self._rows[subject]) < 2:
            return True
        rows = [item for item in self._rows[subject] if self._table.reading(item, column) is not None]
        if [item.number for item in rows] == [row.number]:
            return True
        if column.period != END:
            return False
        reach = {item.number: _reach(self._table, item, column) for item in rows}
        latest = max(reach.values(), default=0)
        return latest > 0 and [number for number, year in reach.items() if year == latest] == [row.number]

    def _of_money(self, subjects: Mapping[str, str]) -> Subject | None:
        """Whose money it is: what the row's first column of names says; further columns only describe it.

        In a ladder of program, kegiatan and sub kegiatan it is the deepest that the row names by itself.
        """
        for level in self._payers:
            if level in subjects and len(self._rows[level, subjects[level]]) < 2:
                return level, subjects[level]
        return None

    def _subjects(self, row: Row) -> Mapping[str, str]:
        """What ``row`` is about, by level."""
        found = self._known.get(row.number)
        if found is None:
            found = self._known[row.number] = self._scene.subject(self._table, row)
        return found

    @cached_property
    def _rows(self) -> Mapping[Subject, Sequence[Row]]:
        """The rows that name each subject: a figure of one of several is not the subject's own.

        Only where the rows themselves name them: a table that is about one subject as a whole names it in its title.
        """
        rows: dict[Subject, list[Row]] = defaultdict(list)
        for row in self._table.rows:
            if row.kind is RowKind.DETAIL:
                for level, key in self._subjects(row).items():
                    if level in row.subjects:
                        rows[level, key].append(row)
        return rows


def _reach(table: Table, row: Row, column: Column) -> int:
    """The latest year in which ``row`` has a figure of the column's kind; 0 for none."""
    role = next((run for run, end in table.roles.ends_in.items() if end == column.role), column.role)
    years = [
        year
        for item in table.columns_of(role or "")
        if item.period != END and (year := year_position(item)) is not None and table.reading(row, item) is not None
    ]
    return max(years, default=0)


def _beside(slots: Mapping[Slot, str], column: Column, measure: str, roles: Roles) -> Subject | None:
    """The subject of a figure in a table that sets several levels side by side: the one of its own side."""
    if column.level is None:
        return None
    if measure not in roles.performance and (key := slots.get(Slot(SASARAN, SASARAN))) is not None:
        return SASARAN, key
    levels = (INDIKATOR, column.level) if measure in roles.performance else (column.level,)
    for level in levels:
        key = slots.get(Slot(level, column.level))
        if key is not None:
            return level, key
    return None

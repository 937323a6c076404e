"""A table of ours that a reviewer writes in: a row for each finding or cause, then those that came no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.reports.sheets.desk import Desk
from lkjip_audit.reports.sheets.look import Column, choices, fill_row, head, table
from lkjip_audit.reports.sheets.statuses import WORDS, Row
from lkjip_audit.result import code_of
from lkjip_audit.workbook.model import Address, column_letter

TOP = 4
"""The row of the column heads: a heading and two lines stand above."""

NOTED = (
    Column("status", 10, wrap=False, align="center"),
    Column("note", 12),
    Column("name", 10),
    Column("date", 9),
    Column("code", 9, wrap=False),
)
"""The columns that a reviewer fills, and the name of a row that is the same in every round."""
KNOWN = (Column("fingerprint", 18, wrap=False, hidden=True), Column("look", 18, wrap=False, hidden=True))
"""The last columns: what a row is known by when the copy is read again."""


@dataclass(frozen=True, slots=True)
class NotedTable:
    """A sheet under its ``key`` in the catalogue; ``told_in`` is the column that says that there is nothing."""

    key: str
    columns: tuple[Column, ...]
    told_in: str

    @property
    def status(self) -> str:
        """The letter of the column of statuses."""
        return column_letter([column.key for column in self.columns].index("status") + 1)

    def write(
        self,
        sheet: Worksheet,
        desk: Desk,
        lines: Sequence[str],
        rows: Iterable[Callable[[int], None]],
        gone: Iterable[Row],
        none: str,
    ) -> None:
        """Fill the sheet: ``lines`` under the heading, ``rows`` each told where it stands, then those ``gone``.

        ``none`` is what it says where there are neither.
        """
        desk.title(sheet, desk.names[self.key], lines, self.columns)
        head(sheet, TOP, [desk.text(f"column.{column.key}") for column in self.columns])
        last = TOP
        for last, write in enumerate(rows, TOP + 1):
            write(last)
        for last, values in enumerate(gone, last + 1):  # noqa: B020 - the rows go on
            fill_row(sheet, last, self.columns, desk.gone_row(values), font="gone")
        if last == TOP:  # a table has one row at least
            last += 1
            fill_row(sheet, last, self.columns, {self.told_in: none})
        table(sheet, desk.tables[self.key], TOP, last, self.columns)
        choices(sheet, f"{self.status}{TOP + 1}:{self.status}{last}", WORDS[desk.result.lang])
        desk.mark(self.key, TOP, self.columns)


def noted(desk: Desk, key: str, address: Address) -> Mapping[str, str]:
    """What stands in ``NOTED`` and ``KNOWN`` of the row known by ``key``, about the cell at ``address``."""
    status = desk.status(key)
    return {
        "status": status.word(desk.result.lang),
        "note": status.note,
        "name": status.name,
        "date": status.date,
        "code": code_of(key),
        "fingerprint": key,
        "look": desk.looks.get(address, ""),
    }

"""What the authors of our sheets work from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.ooxml.book import DefinedName, quoted
from lkjip_audit.reports.sheets.look import Column, at, link, put, title
from lkjip_audit.reports.sheets.statuses import Row, Status, written_in
from lkjip_audit.result import AuditResult
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.workbook.model import Address, column_letter
from lkjip_audit.workbook.ours import MARK


class FurtherSheet(Protocol):
    """A sheet that somebody else adds to ours, before them; ``key`` is one of ``own.FURTHER``."""

    @property
    def key(self) -> str:
        """What its name, its table and its mark are called by."""

    def write(self, sheet: Worksheet, desk: Desk) -> None:
        """Fill the sheet."""


@dataclass(slots=True)
class Desk:
    """The audit's result and what the sheets are to be called.

    ``names``    the sheets' names by key (``workbook.ours.KEYS``), free in the workbook.
    ``tables``   the names of their tables, likewise free.
    ``statuses`` what a reviewer wrote, by fingerprint; ``gone`` are the rows of findings (and of causes) that
                 came no more although somebody had written beside them.
    ``verdicts`` what a reviewer wrote in the review aid, by item.
    ``looks``    how marked cells looked before, to be put back when the copy is annotated again.
    ``linked``   whether the source's cells are in this workbook, so that there is something to link to.
    ``cached``   the values of live formulas, filled by the authors, by sheet name and A1 cell.
    ``marks``    the hidden names, filled by the authors.
    ``further``  a sheet that is not one of ours alone.
    """

    result: AuditResult
    catalogue: Catalogue
    names: Mapping[str, str]
    tables: Mapping[str, str]
    statuses: Mapping[str, Status] = field(default_factory=dict)
    gone: tuple[Row, ...] = ()
    gone_causes: tuple[Row, ...] = ()
    verdicts: Mapping[str, Status] = field(default_factory=dict)
    looks: Mapping[Address, str] = field(default_factory=dict)
    linked: bool = True
    cached: dict[tuple[str, str], str | int | float] = field(default_factory=dict)
    marks: list[DefinedName] = field(default_factory=list)
    further: FurtherSheet | None = None

    def text(self, key: str, **values: object) -> str:
        """The sentence ``annotated.<key>``."""
        return self.catalogue.text(f"annotated.{key}", **values)

    def severity(self, severity: Severity) -> str:
        """A severity's word."""
        return self.catalogue.text(f"severity.{severity.value}")

    def kind(self, kind: str) -> str:
        """A kind of relation in words, where the catalogue has any."""
        key = f"kind.{kind}"
        return self.catalogue.text(key) if self.catalogue.has(key) else kind

    def mark(self, sheet: str, row: int | None = None, columns: tuple[Column, ...] = ()) -> None:
        """Enter the hidden names of a sheet of ours and of the columns of its table."""
        where = quoted(self.names[sheet])
        self.marks.append(DefinedName(f"{MARK}{sheet}", f"{where}!$A$1", hidden=True))
        for number, column in enumerate(columns, 1):
            place = f"{where}!${column_letter(number)}${row}"
            self.marks.append(DefinedName(f"{MARK}{sheet}_{column.key}", place, hidden=True))

    def title(self, sheet: Worksheet, heading: str, lines: Sequence[str], columns: Sequence[Column]) -> None:
        """The heading of a sheet, the lines under it, and on the right of what is printed the way back."""
        title(sheet, heading, lines)
        last = max(number for number, column in enumerate(columns, 1) if column.printed and not column.hidden)
        back = put(at(sheet, 1, last), self.text("sheet.back"), wrap=False, align="right", border=False)
        link(back, self.names["summary"], "A1")

    def link(self, cell: Cell, address: Address) -> None:
        """Link a cell of ours to a cell of the source, if that is here."""
        if self.linked and address.sheet in self.result.source.sheets:
            link(cell, address.sheet, address.a1)

    def gone_row(self, values: Row) -> Row:
        """A row that came no more, as it is shown: what was written beside it stays, its severity is gone."""
        word = written_in(values).word(self.result.lang)
        return {**values, "severity": self.text("findings.gone"), "status": word, "look": ""}

    def status(self, fingerprint: str) -> Status:
        """What a reviewer wrote for that fingerprint."""
        return self.statuses.get(fingerprint, Status())

    def verdict(self, item: str) -> Status:
        """What a reviewer wrote beside that item of the review aid."""
        return self.verdicts.get(item, Status())


def place(address: Address) -> str:
    """A cell as a reader calls it: sheet and A1."""
    return address.place

"""An annotated copy, read again: what a reviewer wrote on our sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lkjip_audit.figures.cells import read_cell
from lkjip_audit.ooxml import book
from lkjip_audit.ooxml.draft import Draft
from lkjip_audit.reports.sheets.statuses import Row, Status, written_in
from lkjip_audit.workbook.model import Sheet
from lkjip_audit.workbook.ours import Mark, marks_in, sheets_by_key
from lkjip_audit.workbook.package import Package
from lkjip_audit.workbook.scan import MAX_CELLS
from lkjip_audit.workbook.sheets import read_sheet
from lkjip_audit.workbook.strings import read_strings
from lkjip_audit.workbook.styles import PLAIN, read_styles
from lkjip_audit.workbook.values import Context


@dataclass(frozen=True, slots=True)
class Previous:
    """What an annotated copy holds: our sheets by key, and the rows of the tables that a reviewer fills."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Row, ...] = ()
    causes: tuple[Row, ...] = ()
    review: tuple[Row, ...] = ()

    def statuses(self) -> dict[str, Status]:
        """What was written beside findings and causes, by fingerprint."""
        return {row["fingerprint"]: written_in(row) for row in (*self.findings, *self.causes) if row.get("fingerprint")}

    def verdicts(self) -> dict[str, Status]:
        """What was written beside the items of the review aid, by their number."""
        return {row["fingerprint"]: written_in(row) for row in self.review if row.get("fingerprint")}


def our_sheets(draft: Draft) -> Mapping[str, str]:
    """The names of our sheets by key; empty for a workbook that is no copy of ours."""
    return sheets_by_key(_marks(draft), {sheet.name for sheet in book.sheets(draft)})


def read_previous(draft: Draft) -> Previous:
    """What a copy of ours holds; empty for any other workbook.  To be read before anything is changed."""
    sheets = our_sheets(draft)
    if not sheets:
        return Previous()
    rows = {key: tuple(_rows(draft, key, sheets)) for key in ("findings", "causes", "review")}
    return Previous(sheets, rows["findings"], rows["causes"], rows["review"])


def _marks(draft: Draft) -> Iterator[Mark]:
    return marks_in((name.name, name.text) for name in book.defined_names(draft) if name.sheet is None)


def _rows(draft: Draft, key: str, sheets: Mapping[str, str]) -> Iterator[Row]:
    columns = {
        mark.removeprefix(f"{key}_"): place
        for mark, sheet, place in _marks(draft)
        if mark.startswith(f"{key}_") and sheet == sheets.get(key)
    }
    if "fingerprint" not in columns:
        return
    top = columns["fingerprint"][0]
    sheet = _read(draft.source, next(s.part for s in book.sheets(draft) if s.name == sheets[key]) or "")
    for number in sheet.rows:
        row = {name: _text(sheet, number, place[1]) for name, place in columns.items()}
        if number > top and row["fingerprint"]:
            yield row


def _read(package: Package, part: str) -> Sheet:
    """The cells of a sheet of ours, whatever program has saved it since."""
    strings, styles = (package.related(package.workbook_part, kind) for kind in ("sharedStrings", "styles"))
    held = read_strings(package.chunks(strings), strings) if strings else []
    looks = (styles and read_styles(package.chunks(styles), styles)) or (PLAIN,)
    content = read_sheet(package.chunks(part), part, "", Context(held, looks, False), MAX_CELLS)
    return content.grid.sheet("", 0)


def _text(sheet: Sheet, row: int, column: int) -> str:
    cell = sheet.cells.get((row, column))
    return "" if cell is None or cell.value is None else read_cell(cell).text

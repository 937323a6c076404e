"""The recap's workbook: its sheets in order, and bytes that depend on nothing but the run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.recap import tables
from lkjip_audit.reports.recap.lines import RECAP_MARK, Line
from lkjip_audit.reports.recap.summary import write_summary
from lkjip_audit.reports.sheets.saved import saved, timeless


def write_book(lines: Sequence[Line], catalogue: Catalogue) -> bytes:
    """The workbook of a run."""
    book = Workbook()
    book.properties.creator = "lkjip-audit"
    book.properties.keywords = RECAP_MARK
    summary = cast(Worksheet, book.active)
    summary.title = catalogue.text("recap.sheet_summary")
    for sheet in tables.SHEETS:
        sheet.write(cast(Worksheet, book.create_sheet(catalogue.text(f"recap.sheet_{sheet.name}"))), lines, catalogue)
    write_summary(summary, lines, catalogue)
    return timeless(saved(book))

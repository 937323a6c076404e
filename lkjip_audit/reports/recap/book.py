"""The recap's workbook: its sheets in order, and bytes that depend on nothing but the run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import cast

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.recap import tables
from lkjip_audit.reports.recap.lines import RECAP_MARK, Line
from lkjip_audit.reports.recap.summary import write_summary

_NOW = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_EPOCH = (1980, 1, 1, 0, 0, 0)


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
    buffer = io.BytesIO()
    book.save(buffer)
    return _timeless(buffer.getvalue())


def _timeless(data: bytes) -> bytes:
    """The package without the hour at which it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _NOW.sub(b"", content)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return made.getvalue()

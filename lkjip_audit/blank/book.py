"""The workbook of blank forms: a sheet of guidance, then one sheet for each form."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.blank.look import BOLD, COMPUTED, FONT, INPUT, LINE, LINK, WRAPPED
from lkjip_audit.blank.model import Form
from lkjip_audit.blank.places import Places
from lkjip_audit.blank.sheet import fill_sheet
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.reports.sheets.look import lines_of, on_a4
from lkjip_audit.reports.sheets.saved import saved, timeless

_WIDE = 100
ROWS = 8
"""Rows to fill in each form, where it does not bring its own."""


def write_forms(forms: Sequence[Form], catalogue: Catalogue, *, year: int, rows: int = ROWS) -> bytes:
    """The bytes of a workbook with ``forms`` for the report of ``year``, each with ``rows`` rows to fill.

    A column that another of ``forms`` holds already is a reference to it, so that each figure is typed once.
    """
    book = Workbook()
    book.properties.creator = "lkjip-audit"
    guide = book.worksheets[0]
    places = Places(forms, year=year, rows=rows)
    _guide(guide, forms, catalogue)
    for form in forms:
        fill_sheet(book.create_sheet(form.sheet), form, places, catalogue)
    return timeless(saved(book))


def _guide(sheet: Worksheet, forms: Sequence[Form], catalogue: Catalogue) -> None:
    sheet.title = catalogue.text("template.guide")
    sheet.column_dimensions["A"].width = 4
    sheet.column_dimensions["B"].width = _WIDE
    sheet["A1"] = catalogue.text("template.heading")
    sheet["A1"].font = Font(name=FONT, bold=True, size=14)
    lines = ("typed", "computed", "once", "rows", "check")
    for row, key in enumerate(lines, start=3):
        text = catalogue.text(f"template.{key}")
        sheet.cell(row, 2, text).alignment = WRAPPED
        sheet.row_dimensions[row].height = LINE * lines_of(text, _WIDE) + 2
    sheet.cell(3, 1).fill = INPUT
    sheet.cell(4, 1).fill = COMPUTED
    first = 3 + len(lines) + 1
    sheet.cell(first, 2, catalogue.text("template.sheets")).font = BOLD
    for row, form in enumerate(forms, start=first + 1):
        cell = sheet.cell(row, 2, form.sheet)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{form.sheet}'!A1")
        cell.font = LINK
    sheet.sheet_view.showGridLines = False
    on_a4(sheet)
    sheet.page_setup.orientation = "portrait"

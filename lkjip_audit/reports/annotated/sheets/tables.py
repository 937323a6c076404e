"""The sheet of tables: what was recognised as what."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.reports.sheets.desk import Desk
from lkjip_audit.reports.sheets.look import Column, at, fill_row, head, link, put, table

TOP = 4
COLUMNS = (
    Column("id", 6.5, wrap=False),
    Column("sheet", 16),
    Column("range", 11, wrap=False),
    Column("title", 36),
    Column("kind", 22),
    Column("roles", 44),
    Column("confidence", 11, wrap=False, align="right"),
)


def write_tables(sheet: Worksheet, desk: Desk) -> None:
    """Fill the sheet."""
    found = desk.result.tables
    lines = [desk.text("tables.lead", count=len(found)), desk.text("tables.hint")]
    desk.title(sheet, desk.names["tables"], lines, COLUMNS)
    head(sheet, TOP, [desk.text(f"column.{column.key}") for column in COLUMNS])
    for row, item in enumerate(found, TOP + 1):
        roles = ", ".join(f"{letter} = {role}" for role, letter in item.columns.items())
        kind = f"{item.kind_title}\n{item.kind}" if item.kind_title else desk.text("tables.unknown")
        values: dict[str, str | float] = {
            "id": item.id,
            "sheet": item.sheet,
            "range": item.area,
            "title": item.title,
            "kind": kind,
            "roles": roles,
            "confidence": item.confidence,
        }
        cells = fill_row(sheet, row, COLUMNS, values)
        cells["confidence"].number_format = "0%"
        if desk.linked:
            link(cells["range"], item.sheet, item.area)
    last = TOP + max(len(found), 1)
    if not found:
        put(at(sheet, last, 4), desk.text("tables.none"))
    table(sheet, desk.tables["tables"], TOP, last, COLUMNS)
    desk.mark("tables")

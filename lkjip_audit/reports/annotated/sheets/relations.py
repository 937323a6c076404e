"""The sheet of relations: every relation that was tested, on what ground, and where it does not hold."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from lkjip_audit.reports.sheets.desk import Desk
from lkjip_audit.reports.sheets.look import Column, at, fill_row, head, put, table
from lkjip_audit.result import RelationTold

TOP = 4
COLUMNS = (
    Column("sheet", 15),
    Column("given", 13),
    Column("relation", 36),
    Column("in_cells", 24),
    Column("operands", 24),
    Column("holds", 8, wrap=False, align="right"),
    Column("fails", 8, wrap=False, align="right"),
    Column("failing", 18),
    Column("ground", 14, printed=False),
    Column("bits", 11, wrap=False, align="right", printed=False),
    Column("rules", 30, printed=False),
)


def write_relations(sheet: Worksheet, desk: Desk) -> None:
    """Fill the sheet: a line for each relation, linked to the first cell that it gives and to the one where it fails.

    Of several cells none is linked: a link is not broken into lines everywhere.
    """
    found = desk.result.tested
    failing = sum(bool(line.failing) for line in found)
    lead = desk.text("relations.lead", count=len(found), failing=failing)
    desk.title(sheet, desk.names["relations"], [lead, desk.text("relations.hint")], COLUMNS)
    head(sheet, TOP, [desk.text(f"column.{column.key}") for column in COLUMNS])
    for row, line in enumerate(found, TOP + 1):
        cells = fill_row(sheet, row, COLUMNS, _values(line, desk))
        desk.link(cells["sheet"], line.first)
        if len(line.failing) == 1:
            desk.link(cells["failing"], line.failing[0])
    last = TOP + max(len(found), 1)
    if not found:
        put(at(sheet, last, COLUMNS.index(_column("relation")) + 1), desk.text("relations.none"))
    table(sheet, desk.tables["relations"], TOP, last, COLUMNS)
    desk.mark("relations")


def _column(key: str) -> Column:
    return next(column for column in COLUMNS if column.key == key)


def _values(line: RelationTold, desk: Desk) -> dict[str, str | int | float | None]:
    return {
        "sheet": line.first.sheet,
        "given": line.stated,
        "relation": line.formula if line.cells else desk.text("relations.same", subject=line.formula),
        "in_cells": line.cells,
        "operands": line.operands,
        "ground": line.source,
        "bits": line.bits,
        "holds": line.holds,
        "fails": line.departs,
        "failing": ", ".join(address.near(line.first.sheet) for address in line.failing),
        "rules": f"{line.title}\n{line.rule}",
    }

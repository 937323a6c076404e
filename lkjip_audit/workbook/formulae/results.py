"""Formulas whose results the file does not hold, as programs leave them that write workbooks without computing.

The simple ones are worked out as ``sheet_formula`` reads them; nothing is run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Context, Decimal
from typing import Final

from lkjip_audit.workbook.formulae.read import UnreadError, value_of
from lkjip_audit.workbook.formulae.running import RunningTotals
from lkjip_audit.workbook.model import Cell, Notice, Sheet, Workbook

WORKED_OUT: Final = "formulas_worked_out"
"""The notice of a sheet with results that are ours."""
_MOST_ROUNDS = 30
"""Formulas of formulas of formulas: deeper than people go."""
_AS_STORED = Context(prec=15)
"""A spreadsheet stores fifteen digits."""

Place = tuple[str, int, int]


def with_results(workbook: Workbook) -> Workbook:
    """``workbook`` with the results of simple formulas that have none, and a notice for each sheet that had such."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    found: dict[Place, Decimal] = {}
    pending = {
        (sheet.name, cell.row, cell.column): cell
        for sheet in workbook.sheets
        for cell in sheet.cells.values()
        if cell.formula is not None and cell.value is None
    }
    for _ in range(_MOST_ROUNDS):
        fresh = _worked_out(pending, sheets)
        if not fresh:
            break
        found |= fresh
        pending = {place: cell for place, cell in pending.items() if place not in fresh}
        sheets = {name: _filled(sheet, fresh) for name, sheet in sheets.items()}
    if not found:
        return workbook
    counts = {name: sum(place[0] == name for place in found) for name in sheets}
    notices = [Notice(WORKED_OUT, name, details=(("count", str(count)),)) for name, count in counts.items() if count]
    ordered = tuple(sheets[sheet.name] for sheet in workbook.sheets)
    return replace(workbook, sheets=ordered, notices=(*workbook.notices, *notices))


def _worked_out(pending: Mapping[Place, Cell], sheets: Mapping[str, Sheet]) -> dict[Place, Decimal]:
    """The results of the formulas that can be read and all of whose cells have values."""
    found = {}
    running = RunningTotals()
    for (name, row, column), cell in pending.items():
        try:
            value = value_of(cell.formula or "", sheets[name], sheets, running)
        except UnreadError:
            continue
        found[name, row, column] = _AS_STORED.plus(value)
    return found


def _filled(sheet: Sheet, values: Mapping[Place, Decimal]) -> Sheet:
    here = {(row, column): value for (name, row, column), value in values.items() if name == sheet.name}
    if not here:
        return sheet
    cells = {place: replace(cell, value=here[place]) if place in here else cell for place, cell in sheet.cells.items()}
    return replace(sheet, cells=cells)

"""Workbooks that say the same in another place: what a finding's fingerprint must not depend on.

Formulas follow the cells that they name, as in Excel; those that a transformation cannot follow are left out of both
workbooks (``without_formulas``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.workbook.formats import shown
from lkjip_audit.workbook.model import Area, Cell, Sheet, Workbook, column_letter

_CELL = re.compile(r"(\$?)([A-Z]{1,3})(\$?)(\d+)(?![\w(])")


def without_formulas(workbook: Workbook) -> Workbook:
    """``workbook`` with the values of its formulas only."""
    return _each_cell(workbook, lambda cell: replace(cell, formula=None))


def shifted(workbook: Workbook, down: int = 0, right: int = 0, *, after: int = 0) -> Workbook:
    """``workbook`` with rows put in after row ``after`` of every sheet, and columns before the first."""
    return replace(workbook, sheets=tuple(_shifted(sheet, down, right, after) for sheet in workbook.sheets))


def renamed(workbook: Workbook, name: Callable[[int], str] = "Lembar {}".format) -> Workbook:
    """``workbook`` with other sheet names, in formulas as well."""
    names = {sheet.name: name(sheet.index + 1) for sheet in workbook.sheets}
    sheets = (replace(sheet, name=names[sheet.name]) for sheet in workbook.sheets)
    return _each_cell(replace(workbook, sheets=tuple(sheets)), lambda cell: _renamed(cell, names))


def moved(workbook: Workbook, order: Iterable[int]) -> Workbook:
    """``workbook`` with its sheets in another order."""
    sheets = (replace(workbook.sheets[old], index=new) for new, old in enumerate(order))
    return replace(workbook, sheets=tuple(sheets))


def as_text(workbook: Workbook) -> Workbook:
    """``workbook`` with every number typed as text, as it is shown."""
    return _each_cell(workbook, _as_text)


def stacked(workbook: Workbook, gap: int = 3) -> Workbook:
    """``workbook`` with all its sheets one under the other on a single one."""
    first = workbook.sheets[0]
    cells: dict[tuple[int, int], Cell] = {}
    merges: list[Area] = []
    top = 0
    for sheet in workbook.sheets:
        low = _shifted(sheet, top, 0, 0)
        cells.update(low.cells)
        merges.extend(low.merges)
        top = max((row for row, _ in low.cells), default=top) + gap
    return replace(workbook, sheets=(_sheet(replace(first, name="Semua", merges=tuple(merges)), cells),))


def _each_cell(workbook: Workbook, change: Callable[[Cell], Cell]) -> Workbook:
    sheets = (
        replace(sheet, cells={key: change(cell) for key, cell in sheet.cells.items()}) for sheet in workbook.sheets
    )
    return replace(workbook, sheets=tuple(sheets))


def _sheet(sheet: Sheet, cells: Mapping[tuple[int, int], Cell]) -> Sheet:
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
    return replace(sheet, cells=cells, rows={row: tuple(columns) for row, columns in rows.items()})


def _shifted(sheet: Sheet, down: int, right: int, after: int) -> Sheet:
    def low(row: int) -> int:
        return row + down if row > after else row

    cells = {}
    for (row, column), cell in sheet.cells.items():
        formula = None if cell.formula is None else _formula(cell.formula, low, right)
        cells[low(row), column + right] = replace(cell, row=low(row), column=column + right, formula=formula)
    merges = tuple(
        Area(low(area.top), area.left + right, low(area.bottom), area.right + right) for area in sheet.merges
    )
    hidden = frozenset(low(row) for row in sheet.hidden_rows)
    columns = frozenset(column + right for column in sheet.hidden_columns)
    return _sheet(replace(sheet, merges=merges, hidden_rows=hidden, hidden_columns=columns), cells)


def _formula(text: str, low: Callable[[int], int], right: int) -> str:
    def one(match: re.Match[str]) -> str:
        number = 0
        for letter in match[2]:
            number = number * 26 + ord(letter) - 64
        return f"{match[1]}{column_letter(number + right)}{match[3]}{low(int(match[4]))}"

    return _CELL.sub(one, text)


def _renamed(cell: Cell, names: Mapping[str, str]) -> Cell:
    formula = cell.formula
    for old, new in names.items() if formula else ():
        formula = formula.replace(f"'{old}'!", f"'{new}'!").replace(f"{old}!", f"'{new}'!")
    return replace(cell, formula=formula)


def _as_text(cell: Cell) -> Cell:
    if not isinstance(cell.value, Decimal):
        return cell
    return replace(cell, value=shown(cell.value, cell.number_format).text, formula=None, number_format="@")

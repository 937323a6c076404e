"""Workbooks built from small grids, for every test that needs one.

    workbook_from_grids({"Sheet1": [["No", "Target"], [1, "98,5%"]]}, merges={"Sheet1": ["A1:B1"]})

A string is a text cell, an int or Decimal a number, None or "" an empty cell.  ``{"v": .., "fmt": ..}`` is a
formatted value, ``{"f": .., "v": ..}`` a formula with its cached value, ``bold`` and ``indent`` may stand
beside them,
``{"error": "#DIV/0!"}`` is an Excel error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from lkjip_audit.workbook.model import Area, Cell, CellValue, ErrorValue, FileKind, Sheet, Workbook

Grid = Sequence[Sequence[Any] | None]
_RANGE = re.compile(r"([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?")


def workbook_from_grids(
    grids: Mapping[str, Grid],
    merges: Mapping[str, Iterable[str]] | None = None,
    hidden_rows: Mapping[str, Iterable[int]] | None = None,
    hidden_columns: Mapping[str, Iterable[str]] | None = None,
    *,
    name: str = "grid.xlsx",
    knows_formats: bool = True,
) -> Workbook:
    """A workbook with one sheet for each grid, in order."""
    sheets = tuple(
        sheet_from_grid(
            grid,
            name=title,
            index=index,
            merges=(merges or {}).get(title, ()),
            hidden_rows=(hidden_rows or {}).get(title, ()),
            hidden_columns=(hidden_columns or {}).get(title, ()),
        )
        for index, (title, grid) in enumerate(grids.items())
    )
    return Workbook(name, "0" * 64, FileKind.XLSX, sheets, knows_formats=knows_formats)


def sheet_from_grid(
    grid: Grid,
    name: str = "Sheet1",
    index: int = 0,
    merges: Iterable[str] = (),
    *,
    hidden_rows: Iterable[int] = (),
    hidden_columns: Iterable[str] = (),
) -> Sheet:
    """One sheet; ``grid[0][0]`` is cell A1."""
    cells: dict[tuple[int, int], Cell] = {}
    rows: dict[int, tuple[int, ...]] = {}
    for row, values in enumerate(grid, start=1):
        made = [_cell(row, column, value) for column, value in enumerate(values or (), start=1)]
        held = [cell for cell in made if cell is not None]
        cells.update({(cell.row, cell.column): cell for cell in held})
        if held:
            rows[row] = tuple(cell.column for cell in held)
    return Sheet(
        name,
        index,
        cells,
        tuple(area(reference) for reference in merges),
        frozenset(hidden_rows),
        frozenset(column_number(letters) for letters in hidden_columns),
        rows=rows,
    )


def area(reference: str) -> Area:
    """``"A1:C7"`` as an area; ``"B2"`` is one cell."""
    match = _RANGE.fullmatch(reference)
    if match is None:
        raise ValueError(reference)
    left, top, right, bottom = match.groups()
    return Area(int(top), column_number(left), int(bottom or top), column_number(right or left))


def column_number(letters: str) -> int:
    """``"A"`` is 1, ``"AA"`` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _cell(row: int, column: int, item: Any) -> Cell | None:
    if not isinstance(item, Mapping):
        return None if item is None or item == "" else Cell(row, column, _value(item))
    if unknown := set(item) - {"v", "f", "fmt", "bold", "indent", "error"}:
        raise ValueError(f"unknown keys {sorted(unknown)} at row {row}, column {column}")
    value = ErrorValue(item["error"]) if "error" in item else _value(item.get("v"))
    if value is None and "f" not in item:
        return None
    return Cell(
        row,
        column,
        value,
        formula=item.get("f"),
        number_format=item.get("fmt", "General"),
        bold=item.get("bold", False),
        indent=item.get("indent", 0),
    )


def _value(item: Any) -> CellValue | None:
    if isinstance(item, bool | Decimal | ErrorValue | datetime) or item is None:
        return item
    if isinstance(item, int | float):
        return Decimal(str(item))
    if isinstance(item, date):
        return datetime.combine(item, time())
    return str(item)

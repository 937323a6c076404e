"""Texts that are longer than anybody writes into a cell are cut, and told: work on a text may grow with its square."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lkjip_audit.workbook.grid import GridBuilder
from lkjip_audit.workbook.model import Notice, Sheet, column_letter

LONGEST: Final = 8000
"""Signs of a cell's text that are read; a page has some 3,000, and Excel takes 32,767."""
_MOST_TOLD: Final = 20
"""Cells of a sheet that are named; the next notice says only that there are more."""


def with_texts_cut(sheets: tuple[Sheet, ...]) -> tuple[tuple[Sheet, ...], tuple[Notice, ...]]:
    """``sheets`` with no text above ``LONGEST`` signs, and a notice for each that was cut."""
    cut = [list(_long(sheet)) for sheet in sheets]
    if not any(cut):
        return sheets, ()
    notices = [notice for sheet, places in zip(sheets, cut, strict=True) for notice in _told(sheet, places)]
    return tuple(_cut(sheet) if places else sheet for sheet, places in zip(sheets, cut, strict=True)), tuple(notices)


def _long(sheet: Sheet) -> Iterator[tuple[int, int, int]]:
    for cell in sheet.cells.values():
        if cell.value.__class__ is str and len(cell.value) > LONGEST:
            yield cell.row, cell.column, len(cell.value)


def _told(sheet: Sheet, places: list[tuple[int, int, int]]) -> Iterator[Notice]:
    for row, column, size in places[:_MOST_TOLD]:
        details = (("size", str(size)), ("limit", str(LONGEST)))
        yield Notice("long_text", sheet.name, f"{column_letter(column)}{row}", details)
    if len(places) > _MOST_TOLD:
        yield Notice("more_notices", sheet.name)


def _cut(sheet: Sheet) -> Sheet:
    grid = GridBuilder()
    for (row, column), cell in sheet.cells.items():
        is_long = isinstance(cell.value, str) and len(cell.value) > LONGEST
        grid.row(row)[column] = replace(cell, value=str(cell.value)[:LONGEST]) if is_long else cell
    return replace(sheet, cells=grid.sheet(sheet.name, sheet.index).cells)

"""How an ``.xls`` shows its numbers, which calamine does not tell: the format code of each cell, through xlrd."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping

import xlrd
from xlrd.compdoc import CompDocError
from xlrd.formula import FormulaError

Formats = Mapping[str, Mapping[tuple[int, int], str]]
"""The format code of each cell that holds a number, by sheet."""

_BROKEN = (
    xlrd.XLRDError,
    CompDocError,
    FormulaError,
    struct.error,
    LookupError,
    ValueError,
    AssertionError,
    OverflowError,
    TypeError,
    AttributeError,
)
"""What xlrd raises for records that are not as they should be."""


def xls_formats(data: bytes) -> Formats:
    """The formats in ``data``; none where xlrd cannot read it (before Excel 97, a damaged record)."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        return {sheet.name: _of_sheet(sheet, book) for sheet in book.sheets()}
    except _BROKEN:
        return {}


def _of_sheet(sheet: xlrd.sheet.Sheet, book: xlrd.book.Book) -> Mapping[tuple[int, int], str]:
    found = {}
    for row in range(sheet.nrows):
        for column, kind in enumerate(sheet.row_types(row)):
            if kind == xlrd.XL_CELL_NUMBER:
                style = book.xf_list[sheet.cell_xf_index(row, column)]
                found[row + 1, column + 1] = book.format_map[style.format_key].format_str or "General"
    return found

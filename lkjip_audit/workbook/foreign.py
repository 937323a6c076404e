"""The other formats, .xls, .xlsb and .ods, through calamine: values and little else.

Imported only when such a file is read.  What calamine does not give: formulas, bold, indents, hidden rows and columns;
merged areas of .ods and .xlsb; number formats, which are read beside it (``ods_formats``, ``xls_formats``) but for
those of .xlsb.  A cell that holds an error reads as an empty one, in all three formats and by every door of
python-calamine (its issue 105, open): it cannot be told from one that nobody filled in.  The notice says so to whoever
reads the report.
"""

from __future__ import annotations

import io
import math
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.grid import GridBuilder
from lkjip_audit.workbook.model import FORMATS_READ, Area, Cell, CellValue, FileKind, Notice, Sheet, Visibility
from lkjip_audit.workbook.ods_formats import Formats, ods_formats
from lkjip_audit.workbook.strings import printable
from lkjip_audit.workbook.xls_formats import xls_formats

_STDERR: Final = 2
_DAY: Final = timedelta(days=1)
_MIDNIGHT: Final = time()
_DAY_ZERO: Final = date(1899, 12, 31)
_RawValue = int | float | str | bool | time | date | datetime | timedelta


def read_foreign(data: bytes, kind: FileKind) -> tuple[tuple[Sheet, ...], tuple[Notice, ...]]:
    """The sheets in ``data`` and what is worth telling: first whether number formats were read (``FORMATS_READ``).

    Raises WorkbookError ``corrupt`` or ``encrypted``.
    """
    notices: list[Notice] = []
    try:
        with _panics_unheard():
            sheets = tuple(_sheets(data, notices))
    except PasswordError as error:
        raise WorkbookError("encrypted") from error
    except (CalamineError, OSError, ValueError, OverflowError) as error:
        raise WorkbookError("corrupt", part=kind.value, reason=str(error)) from error
    except BaseException as error:
        # A panic in the Rust library is of a class that cannot be imported, and is no Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise WorkbookError("corrupt", part=kind.value, reason="panic") from error
    formats = _formats(data, kind)
    told = Notice(FORMATS_READ if formats else "values_only", details=(("kind", kind.value),))
    return tuple(_shown(sheet, formats.get(sheet.name, {})) for sheet in sheets), (told, *notices)


def _formats(data: bytes, kind: FileKind) -> Formats:
    """The number formats that the file tells, by sheet; none for a kind that has no reader of them."""
    match kind:
        case FileKind.ODS:
            return ods_formats(data)
        case FileKind.XLS:
            return xls_formats(data)
    return {}


def _shown(sheet: Sheet, formats: Mapping[tuple[int, int], str]) -> Sheet:
    """``sheet`` with the format of each number."""
    cells = {
        place: replace(cell, number_format=formats[place])
        if place in formats and isinstance(cell.value, Decimal)
        else cell
        for place, cell in sheet.cells.items()
    }
    return replace(sheet, cells=cells)


@contextmanager
def _panics_unheard() -> Iterator[None]:
    """Keep a panic of the Rust library from writing to the terminal what only its authors understand."""
    try:
        kept = os.dup(_STDERR)
    except OSError:  # a program without a terminal
        yield
        return
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)


def _sheets(data: bytes, notices: list[Notice]) -> Iterator[Sheet]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
        for index, metadata in enumerate(workbook.sheets_metadata):
            if metadata.typ != SheetTypeEnum.WorkSheet:
                details = (("kind", str(metadata.typ).rpartition(".")[2]),)
                notices.append(Notice("sheet_not_read", metadata.name, details=details))
                continue
            yield _sheet(workbook.get_sheet_by_index(index), index, metadata)


def _sheet(sheet: CalamineSheet, index: int, metadata: SheetMetadata) -> Sheet:
    merges = [
        Area(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    ]
    return _grid(sheet).sheet(metadata.name, index, merges=merges, visibility=_visibility(metadata.visible))


def _visibility(visible: SheetVisibleEnum) -> Visibility:
    if visible == SheetVisibleEnum.Visible:  # cannot be the key of a dict
        return Visibility.VISIBLE
    return Visibility.HIDDEN if visible == SheetVisibleEnum.Hidden else Visibility.VERY_HIDDEN


def _grid(sheet: CalamineSheet) -> GridBuilder:
    grid = GridBuilder()
    if sheet.start is None:
        return grid
    top, left = sheet.start
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
        cells = grid.row(row)
        for column, value in enumerate(values, left + 1):
            if value != "":
                cells[column] = Cell(row, column, _value(value))
    return grid


def _value(value: _RawValue) -> CellValue:
    """A value of calamine's as ours; a float by its shortest digits, which are those that were typed."""
    match value:
        case bool() | datetime():
            return value
        case str():
            return printable(value)
        case int() | float():
            return Decimal(repr(value).removesuffix(".0")) if math.isfinite(value) else str(value)
        case date():
            return datetime.combine(value, _MIDNIGHT)
        case time():
            return datetime.combine(_DAY_ZERO, value)
        case timedelta():
            return Decimal(value // timedelta(microseconds=1)) / Decimal(_DAY // timedelta(microseconds=1))

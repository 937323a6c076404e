"""Delimited text (.csv) as a workbook of one sheet; every cell is text, exactly as it is written."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.grid import GridBuilder
from lkjip_audit.workbook.model import Cell, Notice, Sheet
from lkjip_audit.workbook.places import LAST_COLUMN, LAST_ROW
from lkjip_audit.workbook.scan import MAX_CELLS

# In this order where they serve equally well: a comma is also the decimal mark.
_DELIMITERS: Final = (";", "\t", ",", "|")
_NAMES: Final = {"\t": "tab"}
_CONVINCING: Final = 0.8  # the share of rows of one width that makes text of any name a table
_SAMPLE_ROWS: Final = 200
_SAMPLE_SIZE: Final = 1 << 16
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f]")
_BYTE_ORDER_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEP_LINE: Final = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


def read_delimited(data: bytes, name: str, *, named_so: bool) -> tuple[Sheet, Notice]:
    """The sheet in ``data``, called ``name``, and a notice of how it was read.

    ``named_so`` is whether the file is called .csv: text without a clear delimiter is a sheet only then.
    Raises WorkbookError ``not_a_workbook`` when it is no delimited text.
    """
    text, encoding = _decoded(data)
    skipped = 0
    declared = _SEP_LINE.match(text)
    if declared is not None:  # Excel's own way of saying it, on a first line that is no data
        delimiter, skipped = declared[1], 1
        text = text[declared.end() :]
    else:
        delimiter, share = _sniffed(text)
        if not named_so and (share < _CONVINCING or "\n" not in text.strip()):
            raise WorkbookError("not_a_workbook", found="text")
    sheet = _grid(text, delimiter, skipped).sheet(name, 0)
    details = (("encoding", encoding), ("delimiter", _NAMES.get(delimiter, delimiter)))
    return sheet, Notice("delimited_text", name, None, details)


def _decoded(data: bytes) -> tuple[str, str]:
    encoding = next((name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)), None)
    for attempt in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            text = data.decode(attempt)
        except UnicodeError:
            continue
        if _CONTROL.search(text) is None:
            return text, attempt
        break
    raise WorkbookError("not_a_workbook", found="binary")


def _sniffed(text: str) -> tuple[str, float]:
    """The delimiter that cuts most rows into one number of fields, at least two, and the share of them."""
    best, chosen = 0.0, _DELIMITERS[0]
    for delimiter in _DELIMITERS:
        widths = _widths(text[:_SAMPLE_SIZE], delimiter)
        usual = Counter(width for width in widths if width > 1).most_common(1)
        share = usual[0][1] / len(widths) if usual else 0.0
        if share > best:
            best, chosen = share, delimiter
    return chosen, best


def _widths(text: str, delimiter: str) -> list[int]:
    widths: list[int] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if any(record):
                widths.append(len(record))
            if len(widths) == _SAMPLE_ROWS:
                break
    except csv.Error:  # a field beyond the limit, cut where the sample ends
        return widths
    return widths


def _grid(text: str, delimiter: str, skipped: int) -> GridBuilder:
    grid = GridBuilder()
    room = MAX_CELLS
    try:
        for number, record in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), skipped + 1):
            if number > LAST_ROW or len(record) > LAST_COLUMN:
                raise WorkbookError("too_large", what="cells", limit=LAST_ROW)
            cells = grid.row(number)
            for column, value in enumerate(record, 1):
                if value:
                    cells[column] = Cell(number, column, value)
            room -= len(cells)
            if room < 0:
                raise WorkbookError("too_large", what="cells", limit=MAX_CELLS)
    except csv.Error as error:
        raise WorkbookError("corrupt", part="csv", reason=str(error)) from error
    return grid

"""How large the sheets of an .ods or .xlsb would become in memory, known before they are opened.

calamine keeps a sheet as one full rectangle: a single cell in the last corner of a sheet asks for gigabytes,
and the process ends there.  So the rectangle is measured first.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.package import Package
from lkjip_audit.workbook.safexml import feed, new_parser
from lkjip_audit.workbook.styles import whole

MAX_RECTANGLE: Final = 20_000_000
_ROW_HEADER: Final = 0
_CELL_RECORDS: Final = range(1, 12)


def check_ods(package: Package) -> None:
    """Raise WorkbookError ``too_large`` when a table's filled cells span more than can be held."""
    part = "content.xml"
    parser = new_parser(part)
    row = column = last_column = 0
    repeats = 1

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, last_column, repeats
        local = tag.rpartition("}")[2]
        if local == "table":
            row = last_column = 0
        elif local == "table-row":
            column = 0
            repeats = _repeats(attributes, "number-rows-repeated")
            row += repeats
        elif local in {"table-cell", "covered-table-cell"}:
            column += _repeats(attributes, "number-columns-repeated")
            if any(name.endswith("}value-type") for name in attributes):
                last_column = max(last_column, column)
                _check(row, last_column)

    parser.StartElementHandler = start
    feed(parser, package.chunks(part), part)


def _repeats(attributes: dict[str, str], name: str) -> int:
    text = next((value for key, value in attributes.items() if key.endswith(f"}}{name}")), None)
    return max(whole(text, 1), 1)


def check_xlsb(package: Package) -> None:
    """Raise WorkbookError ``too_large`` when a sheet's cells span more than can be held."""
    for name in package.names:
        if not package.content_type(name).endswith(".worksheet"):
            continue
        row = last_column = 0
        for kind, first in _records(package.read(name)):
            if kind == _ROW_HEADER:
                row = max(row, first + 1)
            elif kind in _CELL_RECORDS:
                last_column = max(last_column, first + 1)
                _check(row, last_column)


def _records(data: bytes) -> Iterator[tuple[int, int]]:
    """The records of a binary part: the kind of each, and the first four bytes of its content as a number."""
    position = 0
    while position < len(data):
        kind = data[position]
        position += 1
        if kind & 0x80 and position < len(data):
            kind = kind & 0x7F | (data[position] & 0x7F) << 7
            position += 1
        size = shift = 0
        while position < len(data) and shift < 28:
            byte = data[position]
            position += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, int.from_bytes(data[position : position + 4], "little")
        position += size


def _check(rows: int, columns: int) -> None:
    if rows * columns > MAX_RECTANGLE:
        raise WorkbookError("too_large", what="cells", limit=MAX_RECTANGLE)

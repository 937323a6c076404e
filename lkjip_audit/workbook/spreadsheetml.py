"""Workbooks in the XML of Excel 2002 and 2003 (SpreadsheetML), which applications save as .xls or .xml.

The XML Spreadsheet Reference (Microsoft, 2003): cells and rows follow each other unless ``ss:Index`` says where they
stand; a cell covers ``ss:MergeAcross`` and ``ss:MergeDown`` further ones; formulas are in R1C1 notation, which is
written out as A1 here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.dates import from_iso
from lkjip_audit.workbook.grid import GridBuilder
from lkjip_audit.workbook.model import Area, Cell, CellValue, ErrorValue, Notice, Sheet, Visibility, column_letter
from lkjip_audit.workbook.places import LAST_COLUMN, LAST_ROW
from lkjip_audit.workbook.safexml import MAX_DEPTH, feed, is_true, new_parser
from lkjip_audit.workbook.scan import MAX_CELLS, MAX_NOTICES
from lkjip_audit.workbook.strings import printable
from lkjip_audit.workbook.styles import GENERAL, PLAIN, CellStyle, whole
from lkjip_audit.workbook.values import stored_number

PART: Final = "xml"
_MAIN: Final = "urn:schemas-microsoft-com:office:spreadsheet}"
_EXCEL: Final = "urn:schemas-microsoft-com:office:excel}"
_CHUNK: Final = 1 << 20
_FORMATS: Final[Mapping[str, str]] = {
    "General Number": GENERAL,
    "Fixed": "0.00",
    "Standard": "#,##0.00",
    "Percent": "0.00%",
    "Scientific": "0.00E+00",
    "Currency": '"Rp"#,##0.00',
}
_SHOWN: Final[Mapping[str, Visibility]] = {
    "SheetHidden": Visibility.HIDDEN,
    "SheetVeryHidden": Visibility.VERY_HIDDEN,
}
_R1C1: Final = re.compile(
    r"\"(?:[^\"]|\"\")*\"?|'(?:[^']|'')*'?|(?<![\w.])R(\[-?\d{1,7}\]|\d{1,7})?C(\[-?\d{1,7}\]|\d{1,7})?(?![\w.(\[])"
)


def read_spreadsheetml(data: bytes) -> tuple[tuple[Sheet, ...], tuple[Notice, ...]]:
    """The sheets in ``data`` and what is odd in them.

    Raises WorkbookError ``corrupt``, ``too_large`` or ``unsafe``.
    """
    reader = _Reader()
    parser = new_parser(PART)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.data
    feed(parser, (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK)), PART)
    return tuple(reader.sheets), tuple(reader.notices)


class _Reader:
    """Takes the elements of the file as they come."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.notices: list[Notice] = []
        self._styles: dict[str, CellStyle] = {}
        self._style = ""
        self._depth = 0
        self._room = MAX_CELLS
        self._pieces: list[str] | None = None
        self._begin("", Visibility.VISIBLE)
        self._starting: Mapping[str, Callable[[Mapping[str, str]], None]] = {
            _MAIN + "Style": self._new_style,
            _MAIN + "NumberFormat": self._number_format,
            _MAIN + "Font": self._font,
            _MAIN + "Alignment": self._alignment,
            _MAIN + "Worksheet": lambda found: self._begin(found.get(_MAIN + "Name", ""), Visibility.VISIBLE),
            _MAIN + "Column": self._new_column,
            _MAIN + "Row": self._new_row,
            _MAIN + "Cell": self._new_cell,
            _MAIN + "Data": self._new_data,
            _EXCEL + "Visible": lambda _: self._gather(),
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise WorkbookError("unsafe", reason="nesting", part=PART)
        begin = self._starting.get(name)
        if begin is not None:
            begin(attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        self._depth -= 1
        if name == _MAIN + "Data":
            self._text, self._pieces = "".join(self._pieces or ()), None
        elif name == _MAIN + "Cell":
            self._end_cell()
        elif name == _EXCEL + "Visible":
            self._visibility = _SHOWN.get("".join(self._pieces or ()).strip(), Visibility.VISIBLE)
            self._pieces = None
        elif name == _MAIN + "Worksheet":
            self._end_sheet()

    def data(self, text: str) -> None:
        """Text, which counts within a cell's data only."""
        if self._pieces is not None:
            self._pieces.append(text)

    def _gather(self) -> None:
        self._pieces = []

    def _new_style(self, found: Mapping[str, str]) -> None:
        self._style = found.get(_MAIN + "ID", "")
        self._styles[self._style] = self._styles.get(found.get(_MAIN + "Parent", "Default"), PLAIN)

    def _changed(self, style: CellStyle) -> None:
        self._styles[self._style] = style

    def _number_format(self, found: Mapping[str, str]) -> None:
        code = found.get(_MAIN + "Format", GENERAL)
        self._changed(replace(self._styles.get(self._style, PLAIN), number_format=_FORMATS.get(code, code)))

    def _font(self, found: Mapping[str, str]) -> None:
        bold = is_true(found.get(_MAIN + "Bold"))
        self._changed(replace(self._styles.get(self._style, PLAIN), bold=bold))

    def _alignment(self, found: Mapping[str, str]) -> None:
        indent = max(whole(found.get(_MAIN + "Indent")), 0)
        self._changed(replace(self._styles.get(self._style, PLAIN), indent=indent))

    def _begin(self, name: str, visibility: Visibility) -> None:
        self._name, self._visibility = name, visibility
        self._grid = GridBuilder()
        self._merges: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._row = self._column = self._columns = 0
        self._gap = self._cover = 0
        self._kind = self._text = ""
        self._formula: str | None = None
        self._look = PLAIN

    def _end_sheet(self) -> None:
        self.sheets.append(
            self._grid.sheet(
                printable(self._name) or f"Sheet{len(self.sheets) + 1}",
                len(self.sheets),
                merges=self._merges,
                hidden_rows=self._hidden_rows,
                hidden_columns=self._hidden_columns,
                visibility=self._visibility,
            )
        )

    def _new_column(self, found: Mapping[str, str]) -> None:
        first = whole(found.get(_MAIN + "Index"), self._columns + 1)
        last = min(first + max(whole(found.get(_MAIN + "Span")), 0), LAST_COLUMN)
        self._columns = last
        if is_true(found.get(_MAIN + "Hidden")):
            self._hidden_columns.update(range(max(first, 1), last + 1))

    def _new_row(self, found: Mapping[str, str]) -> None:
        self._row = whole(found.get(_MAIN + "Index"), self._row + self._gap + 1)
        self._gap = max(whole(found.get(_MAIN + "Span")), 0)
        self._column = self._cover = 0
        if not 1 <= self._row <= LAST_ROW:
            raise WorkbookError("corrupt", part=PART, reason=f"row {self._row}")
        if is_true(found.get(_MAIN + "Hidden")):
            self._hidden_rows.update(range(self._row, min(self._row + self._gap, LAST_ROW) + 1))

    def _new_cell(self, found: Mapping[str, str]) -> None:
        self._column = whole(found.get(_MAIN + "Index"), self._column + self._cover + 1)
        if not (self._row and 1 <= self._column <= LAST_COLUMN):
            raise WorkbookError("corrupt", part=PART, reason=f"cell {self._column}")
        self._cover = max(whole(found.get(_MAIN + "MergeAcross")), 0)
        bottom = min(self._row + max(whole(found.get(_MAIN + "MergeDown")), 0), LAST_ROW)
        right = min(self._column + self._cover, LAST_COLUMN)
        if (bottom, right) != (self._row, self._column):
            self._merges.append(Area(self._row, self._column, bottom, right))
        self._look = self._styles.get(found.get(_MAIN + "StyleID", "Default"), PLAIN)
        self._kind = self._text = ""
        formula = found.get(_MAIN + "Formula", "").removeprefix("=")
        self._formula = a1_formula(formula, self._row, self._column) or None

    def _new_data(self, found: Mapping[str, str]) -> None:
        self._kind = found.get(_MAIN + "Type", "String")
        self._gather()

    def _end_cell(self) -> None:
        value = self._value()
        if self._formula is None and (value is None or value == ""):
            return
        self._room -= 1
        if self._room < 0:
            raise WorkbookError("too_large", what="cells", limit=MAX_CELLS)
        look = self._look
        self._grid.row(self._row)[self._column] = Cell(
            self._row, self._column, value, self._formula, look.number_format, look.bold, look.indent
        )

    def _value(self) -> CellValue | None:
        text = self._text
        match self._kind:
            case "Number":
                return self._known("not_a_number", stored_number(text.strip()))
            case "DateTime":
                return self._known("not_a_date", from_iso(text))
            case "Boolean":
                return text.strip() in {"1", "true"}
            case "Error":
                return ErrorValue(printable(text.strip()))
        return printable(text.replace("\r\n", "\n")) or None

    def _known(self, code: str, value: Decimal | datetime | None) -> CellValue | None:
        """``value``, or the text that was to be one, which is told."""
        text = printable(self._text)
        if value is not None or not text.strip():
            return value
        if len(self.notices) < MAX_NOTICES:
            place = f"{column_letter(self._column)}{self._row}"
            self.notices.append(Notice(code, self._name, place, (("text", text),)))
        return text


def a1_formula(formula: str, row: int, column: int) -> str:
    """``formula`` in R1C1 notation as it reads in A1 notation in that cell; empty where it points off the sheet."""
    lost = False

    def written(match: re.Match[str]) -> str:
        nonlocal lost
        if match[0][0] in "\"'":
            return match[0]
        below, right = _place(match[1], row, LAST_ROW), _place(match[2], column, LAST_COLUMN)
        if below is None or right is None:
            lost = True
            return "#REF!"
        return f"{right[1]}{column_letter(right[0])}{below[1]}{below[0]}"

    text = _R1C1.sub(written, formula)
    return "" if lost else text


def _place(text: str | None, own: int, last: int) -> tuple[int, str] | None:
    """The row or column that ``[-2]``, ``5`` or nothing means from ``own``, and the mark of one that is fixed."""
    relative = text is None or text.startswith("[")
    number = own + (int(text[1:-1]) if text else 0) if relative else int(text or 0)
    return (number, "" if relative else "$") if 1 <= number <= last else None

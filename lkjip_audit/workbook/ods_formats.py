"""How an OpenDocument spreadsheet shows its numbers, which calamine does not tell: its data styles as Excel codes.

OpenDocument 1.3 part 3: a cell names its style, or has its column's; the style names a data style, in which numbers,
literal text and a percent sign follow each other (section 16.29).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.safexml import feed, new_parser
from lkjip_audit.workbook.styles import whole

Formats = Mapping[str, Mapping[tuple[int, int], str]]
"""The format code of each cell that holds a number, by sheet."""

_NUMBER = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_KINDS = frozenset(_NUMBER + kind for kind in ("number-style", "percentage-style", "currency-style"))
_LITERAL = frozenset(_NUMBER + kind for kind in ("text", "currency-symbol"))
_CELLS = frozenset((_TABLE + "table-cell", _TABLE + "covered-table-cell"))
_WIDEST = 16_384
_MOST_REPEATED = 1_000
"""Rows or cells that are written once and repeated oftener are filling, not figures."""
_MOST_DECIMALS = 30
"""That a spreadsheet shows."""


def ods_formats(data: bytes) -> Formats:
    """The formats in the package ``data``, which was found to be within bounds; none where it cannot be read."""
    reader = _Reader()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in ("styles.xml", "content.xml"):
                if part in package.namelist():
                    reader.read(package.read(part), part)
    except (zipfile.BadZipFile, WorkbookError, OSError, ValueError):
        return {}
    return reader.formats


@dataclass(slots=True)
class _Reader:
    """Gathers data styles, the cells' styles, and where cells stand."""

    formats: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    _codes: dict[str, str] = field(default_factory=dict)
    _styles: dict[str, str] = field(default_factory=dict)
    _style: str | None = None
    _parts: list[str] = field(default_factory=list)
    _literal: bool = False
    _columns: list[str] = field(default_factory=list)
    _sheet: dict[tuple[int, int], str] | None = None
    _row: int = 0
    _rows: int = 1
    _column: int = 0

    def read(self, content: bytes, part: str) -> None:
        """Take in one part; raises WorkbookError for XML that is broken or unsafe."""
        parser = new_parser(part)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        feed(parser, (content,), part)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _KINDS:
            self._style, self._parts = attributes.get(_STYLE + "name"), []
        elif name == _NUMBER + "number" and self._style is not None:
            self._parts.append(_digits(attributes))
        elif name in _LITERAL:
            self._literal = True
        elif name == _STYLE + "style" and attributes.get(_STYLE + "family") == "table-cell":
            own = attributes.get(_STYLE + "data-style-name")
            inherited = self._styles.get(attributes.get(_STYLE + "parent-style-name", ""), "")
            self._styles[attributes.get(_STYLE + "name", "")] = self._codes.get(own, "") if own else inherited
        elif name == _TABLE + "table":
            self._sheet = self.formats.setdefault(attributes.get(_TABLE + "name", ""), {})
            self._columns, self._row, self._rows = [], 0, 1
        elif self._sheet is not None:
            self._in_table(name, attributes)

    def _in_table(self, name: str, attributes: dict[str, str]) -> None:
        if name == _TABLE + "table-column":
            count = min(_count(attributes, "number-columns-repeated"), _WIDEST - len(self._columns))
            self._columns += [attributes.get(_TABLE + "default-cell-style-name", "")] * count
        elif name == _TABLE + "table-row":
            self._row += self._rows
            self._rows, self._column = _count(attributes, "number-rows-repeated"), 1
        elif name in _CELLS:
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        count = _count(attributes, "number-columns-repeated")
        if _OFFICE + "value" in attributes and max(count, self._rows) <= _MOST_REPEATED and self._sheet is not None:
            default = self._columns[self._column - 1] if self._column <= len(self._columns) else ""
            code = self._styles.get(attributes.get(_TABLE + "style-name", default), "")
            if not code and attributes.get(_OFFICE + "value-type") == "percentage":
                code = "0.00%"
            for row in range(self._row, self._row + self._rows):
                for column in range(self._column, self._column + count):
                    self._sheet[row, column] = code or "General"
        self._column += count

    def _end(self, name: str) -> None:
        if name in _KINDS and self._style is not None:
            self._codes[self._style] = "".join(self._parts)
            self._style = None
        elif name in _LITERAL:
            self._literal = False
        elif name == _TABLE + "table":
            self._sheet = None

    def _data(self, text: str) -> None:
        if self._literal and self._style is not None:
            self._parts.append(text if text == "%" else '"' + text.replace('"', "") + '"')


def _digits(attributes: dict[str, str]) -> str:
    """``#,##0.00`` for a number with thousands marked and two decimals."""
    before = "#,##0" if attributes.get(_NUMBER + "grouping") == "true" else "0"
    decimals = whole(attributes.get(_NUMBER + "decimal-places"), -1)
    if not 0 <= decimals <= _MOST_DECIMALS:
        return "General"
    return f"{before}.{'0' * decimals}" if decimals else before


def _count(attributes: dict[str, str], name: str) -> int:
    return max(1, whole(attributes.get(_TABLE + name), 1))

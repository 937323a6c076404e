"""Web pages that applications save under the name of a workbook: their tables below each other on one sheet.

Cells are text, exactly as a reader of the page sees it, as those of delimited text are.  Titles, captions and
paragraphs stand in a row of their own, as a spreadsheet shows them; between two tables with nothing between them one
row is left free.  ``rowspan`` and ``colspan`` are merges, a table within a cell is a table of its own.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.grid import GridBuilder
from lkjip_audit.workbook.markup import INLINE, Tag, tokens
from lkjip_audit.workbook.model import Area, Cell, Notice, Sheet
from lkjip_audit.workbook.places import LAST_COLUMN, LAST_ROW
from lkjip_audit.workbook.scan import MAX_CELLS
from lkjip_audit.workbook.strings import printable
from lkjip_audit.workbook.styles import whole

MAX_PAGE: Final = 64 << 20
MAX_NESTING: Final = 50
MAX_VISITS: Final = 50_000_000  # places looked at for a free one: rows of tall cells would never end
_WIDEST: Final = 1_000  # of one cell; the HTML standard says so too
_TALLEST: Final = 65_534
_HEAD: Final = 4_096
_BLANKS: Final = re.compile("[ \t\r\n\f]+")
_DECLARED: Final = re.compile(rb"charset\s*+=\s*+[\"']?\s*+([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_MARKS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_HIDDEN: Final = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_CELLS: Final = frozenset({"td", "th"})


@dataclass(slots=True)
class _Slot:
    """A cell of a table as it is written: its text, and how many rows and columns it covers."""

    rows: int = 1
    columns: int = 1
    bold: bool = False
    pieces: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Table:
    """A table as it is written, row by row; ``caption`` is what stands above it."""

    rows: list[list[_Slot]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    caption: list[str] = field(default_factory=list)
    text: list[str] | None = None
    """Where text goes that is met now: to a cell, to the caption, or nowhere in the table."""


def read_webpage(data: bytes, name: str) -> tuple[Sheet, tuple[Notice, ...]]:
    """The sheet, called ``name``, of the tables in the page ``data``, and what is worth telling of it.

    Raises WorkbookError ``not_a_workbook`` for a page without a filled table, ``corrupt`` for one that ends in the
    middle of a tag, ``too_large``.
    """
    if len(data) > MAX_PAGE:
        raise WorkbookError("too_large", what="file", size=len(data), limit=MAX_PAGE)
    text, encoding = _decoded(data)
    page = _Page()
    for token in tokens(text):
        if isinstance(token, Tag):
            page.tag(token)
        else:
            page.text(token)
    page.flush()
    if not any(slot.pieces for block in page.blocks if isinstance(block, _Table) for row in block.rows for slot in row):
        raise WorkbookError("not_a_workbook", found="HTML")
    layout = _Layout()
    for block in page.blocks:
        layout.add(block)
    sheet = layout.grid.sheet(name, 0, merges=layout.merges, hidden_rows=layout.hidden)
    told = Notice("web_page", name, details=(("encoding", encoding),))
    return sheet, (told, *(Notice("page_cut", name) for _ in page.open_tables[:1]))


def _decoded(data: bytes) -> tuple[str, str]:
    """The text of the page: by its byte order mark, by what it declares, else as UTF-8 or Windows-1252."""
    declared = _DECLARED.search(data[:_HEAD])
    named = declared[1].decode("ascii") if declared else "utf-8"
    marked = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else (named, "utf-8", "cp1252"):
        try:
            return data.decode(encoding).replace("\0", "\ufffd"), encoding
        except (UnicodeError, LookupError):
            continue
    raise WorkbookError("not_a_workbook", found="binary")


class _Page:
    """What has been read of a page: lines and tables in the order in which they begin."""

    def __init__(self) -> None:
        self.blocks: list[str | _Table] = []
        self.open_tables: list[_Table] = []
        self._line: list[str] = []

    def text(self, text: str) -> None:
        """Text goes to the cell or caption that is open, else to the line below."""
        into = self.open_tables[-1].text if self.open_tables else None
        if into is None:
            into = self._line
        piece = _BLANKS.sub(" ", text)
        if piece != " " or into:
            into.append(piece)

    def tag(self, tag: Tag) -> None:
        """A tag opens or ends a table, a row, a cell, or ends a line."""
        if tag.name == "table":
            self._table(tag)
        elif self.open_tables and tag.name in {"tr", "caption", *_CELLS}:
            self._part(self.open_tables[-1], tag)
        elif tag.name not in INLINE:
            into = self.open_tables[-1].text if self.open_tables else None
            if into is None:
                self.flush()
            elif into:
                into.append("\n")

    def flush(self) -> None:
        """End the line that text outside of cells makes."""
        line = _joined(self._line)
        if line:
            self.blocks.append(line)
        self._line = []

    def _table(self, tag: Tag) -> None:
        self.flush()
        if tag.closing:
            if self.open_tables:
                self.open_tables.pop()
            return
        if len(self.open_tables) >= MAX_NESTING:
            raise WorkbookError("unsafe", reason="nesting", part="html")
        table = _Table()
        self.open_tables.append(table)
        self.blocks.append(table)

    def _part(self, table: _Table, tag: Tag) -> None:
        self.flush()
        table.text = None
        if tag.closing:
            return
        if tag.name == "caption":
            table.text = table.caption
        elif tag.name == "tr":
            if _HIDDEN.search(tag.attributes().get("style", "")):
                table.hidden.add(len(table.rows))
            table.rows.append([])
        else:
            slot = _slot(tag)
            if not table.rows:
                table.rows.append([])
            table.rows[-1].append(slot)
            table.text = slot.pieces


def _slot(tag: Tag) -> _Slot:
    found = tag.attributes()
    rows, columns = whole(found.get("rowspan"), 1), whole(found.get("colspan"), 1)
    tall = _TALLEST if rows == 0 else min(max(rows, 1), _TALLEST)
    return _Slot(tall, min(max(columns, 1), _WIDEST), bold=tag.name == "th")


def _joined(pieces: list[str]) -> str:
    """The text as it is seen, line by line; blanks that may not break stay, as they set in what stands lower."""
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in "".join(pieces).split("\n"))
    text = "\n".join(lines).strip("\n").rstrip("\xa0 ")
    return printable(text) if text.strip() else ""


class _Layout:
    """Puts lines and tables below each other."""

    def __init__(self) -> None:
        self.grid = GridBuilder()
        self.merges: list[Area] = []
        self.hidden: set[int] = set()
        self._row = 0
        self._cells = MAX_CELLS
        self._visits = MAX_VISITS
        self._after_table = False

    def add(self, block: str | _Table) -> None:
        """Add a line, or a table with its caption."""
        if isinstance(block, str):
            self._line(block)
            return
        caption = _joined(block.caption)
        if caption:
            self._line(caption)
        if not any(block.rows):
            return
        if self._after_table:
            self._row += 1
        self._table(block)
        self._after_table = True

    def _line(self, text: str) -> None:
        self._next_row()
        self._put(1, text, bold=False)
        self._after_table = False

    def _next_row(self) -> None:
        self._row += 1
        if self._row > LAST_ROW:
            raise WorkbookError("too_large", what="cells", limit=LAST_ROW)

    def _put(self, column: int, text: str, *, bold: bool) -> None:
        self._cells -= 1
        if self._cells < 0:
            raise WorkbookError("too_large", what="cells", limit=MAX_CELLS)
        self.grid.row(self._row)[column] = Cell(self._row, column, text, bold=bold)

    def _table(self, table: _Table) -> None:
        taken: dict[int, int] = {}  # the last row in which a column is covered from above
        last = self._row + len(table.rows)
        for place, slots in enumerate(table.rows):
            self._next_row()
            if place in table.hidden:
                self.hidden.add(self._row)
            for slot, column in self._placed(slots, taken):
                bottom = min(self._row + slot.rows - 1, last)
                right = column + slot.columns - 1
                if bottom > self._row:
                    taken.update(dict.fromkeys(range(column, right + 1), bottom))
                if (bottom, right) != (self._row, column):
                    self.merges.append(Area(self._row, column, bottom, right))
                text = _joined(slot.pieces)
                if text:
                    self._put(column, text, bold=slot.bold)

    def _placed(self, slots: list[_Slot], taken: dict[int, int]) -> Iterator[tuple[_Slot, int]]:
        """Each cell of a row with its column: the next one that no taller cell covers."""
        column = 1
        for slot in slots:
            while taken.get(column, 0) >= self._row:
                column += 1
                self._visits -= 1
            self._visits -= slot.columns
            if column + slot.columns - 1 > LAST_COLUMN or self._visits < 0:
                raise WorkbookError("too_large", what="cells", limit=LAST_COLUMN)
            yield slot, column
            column += slot.columns

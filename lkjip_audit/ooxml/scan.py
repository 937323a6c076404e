"""One pass over a sheet part: where the wanted cells stand, and what a change must keep in order."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from lkjip_audit.errors import WorkbookError
from lkjip_audit.ooxml.columns import Column, Columns
from lkjip_audit.ooxml.xmlbytes import feed, integer, parser, split_name, tag_end
from lkjip_audit.workbook.places import written_place

Place = tuple[int, int]
"""Row and column, both from 1."""

_SHEET_ORDER = """
sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection protectedRanges
scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells phoneticPr
conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter
rowBreaks colBreaks customProperties cellWatches ignoredErrors smartTags drawing legacyDrawing
legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst
"""
_RANK = {name: rank for rank, name in enumerate(_SHEET_ORDER.split())}
NEAR = 30
"""How many rows below a wanted cell have their height kept: the note shown there spans no more."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A wanted cell: its tag from ``start`` to ``inner``, or the place where it must be put (no ``inner``).

    ``style`` is the cell's own style index or, for a cell that is not there, that of its row or column.
    """

    start: int
    inner: int | None
    style: int


@dataclass(slots=True)
class RowSpot:
    """A row that is to get cells, or the place for a new one; ``empty``: an empty-element tag."""

    start: int
    inner: int
    exists: bool
    empty: bool = False


@dataclass(slots=True)
class SheetScan:
    """What one pass found.

    ``top`` are the children of the root as (name, start, end); ``heights`` those of rows near wanted ones, in
    points; ``empty_data`` is where an empty-element ``<sheetData/>`` stands.
    """

    prefix: str = ""
    uri: str = ""
    root: tuple[int, int] = (0, 0)
    root_close: int = 0
    cells: dict[Place, Spot] = field(default_factory=dict)
    rows: dict[int, RowSpot] = field(default_factory=dict)
    top: list[tuple[str, int, int]] = field(default_factory=list)
    relations: dict[str, str] = field(default_factory=dict)
    columns: Columns = field(default_factory=Columns)
    heights: dict[int, float] = field(default_factory=dict)
    default_height: float = 15.0
    default_width: float = 9.14
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    empty_data: tuple[int, int] | None = None

    @property
    def q(self) -> str:
        """The prefix of the sheet's own elements, with its colon."""
        return f"{self.prefix}:" if self.prefix else ""

    def place_for(self, name: str) -> int:
        """The offset where a new child of the root of that name belongs."""
        rank = _RANK[name]
        for found, start, _ in self.top:
            if _RANK.get(found, -1) > rank:
                return start
        return self.root_close

    def column_style(self, column: int) -> int:
        """The style index that an absent cell of this column takes."""
        entry = self.columns.at(column)
        return 0 if entry is None else entry.style


def scan_sheet(data: bytes, wanted: Collection[Place]) -> SheetScan:
    """Find the ``wanted`` cells of the sheet part ``data``, and all that a change of it needs to know."""
    walker = _Walker(data, wanted)
    feed(walker.parser, data)
    if walker.scan.uri and "spreadsheetml" not in walker.scan.uri:
        raise WorkbookError("corrupt", part="worksheet", reason=walker.scan.uri)
    return walker.scan


class _Walker:
    """The handlers of the pass.  Element names are compared whole, in expat's form, for speed."""

    def __init__(self, data: bytes, wanted: Collection[Place]) -> None:
        self.parser = parser(self.opened, self.closed)
        self.data = data
        self.scan = SheetScan()
        self.wanted: dict[int, list[int]] = {}
        for row, column in sorted(wanted):
            self.wanted.setdefault(row, []).append(column)
        self.near = {row + step for row in self.wanted for step in range(NEAR)}
        self.pending = sorted(self.wanted, reverse=True)  # rows still to be found, the next one last
        self.level = 0
        self.row = 0
        self.column = 0
        self.row_style = 0
        self.row_start = 0
        self.columns: list[int] | None = None  # wanted columns still to be found in this row, the next one last
        self.top_start = 0
        self.top_name = ""
        self.tag_row = self.tag_cell = self.tag_data = "?"

    # elements

    def opened(self, name: str, attributes: dict[str, str]) -> None:
        self.level += 1
        if name == self.tag_cell:
            if self.columns is not None and self.level == 4:
                self._cell(attributes)
        elif name == self.tag_row and self.level == 3:
            self._row(attributes)
        elif self.level <= 2:
            self._upper(name, attributes)
        elif self.level >= 3 and self.top_name != "sheetData":
            self._inner(name, attributes)

    def closed(self, name: str) -> None:
        self.level -= 1
        if self.level == 2 and name == self.tag_row:
            if self.columns:
                self._missing_cells(None, self.parser.CurrentByteIndex)
            self.columns = None
        elif self.level == 1:
            end = self._end_of(self.top_start)
            if name == self.tag_data:
                if tag_end(self.data, self.top_start) == end:
                    self.scan.empty_data = (self.top_start, end)
                self._missing_rows(None, self.parser.CurrentByteIndex)
            self.scan.top.append((self.top_name, self.top_start, end))
        elif self.level == 0:
            self.scan.root_close = self.parser.CurrentByteIndex

    def _end_of(self, start: int) -> int:
        """The end of the element at ``start`` whose end is being reported."""
        at = self.parser.CurrentByteIndex
        inner = tag_end(self.data, start)
        if inner == at and self.data[at - 2 : at] == b"/>":
            return at
        return self.data.index(b">", at) + 1

    def _upper(self, name: str, attributes: dict[str, str]) -> None:
        uri, local, prefix = split_name(name)
        at = self.parser.CurrentByteIndex
        if self.level == 1:
            self.scan.uri, self.scan.prefix = uri, prefix
            self.scan.root = (at, tag_end(self.data, at))
            tail = f" {prefix}" if prefix else ""
            self.tag_row, self.tag_cell = f"{uri} row{tail}", f"{uri} c{tail}"
            self.tag_data = f"{uri} sheetData{tail}"
            return
        self.top_start, self.top_name = at, local if uri == self.scan.uri else ""
        if local == "sheetFormatPr":
            self.scan.default_height = _number(attributes.get("defaultRowHeight"), 15.0)
            self.scan.default_width = _number(attributes.get("defaultColWidth"), 9.14)
        elif local in {"legacyDrawing", "drawing"}:
            self.scan.relations[local] = _relation(attributes)

    def _inner(self, name: str, attributes: dict[str, str]) -> None:
        uri, local, _ = split_name(name)
        if uri != self.scan.uri:
            return
        if self.top_name == "":  # mc:AlternateContent: it ranks as what it holds
            self.top_name = local
            if local in {"legacyDrawing", "drawing"}:
                self.scan.relations.setdefault(local, _relation(attributes))
        elif local == "col":
            width = attributes.get("width")
            self.scan.columns.add(
                Column(
                    integer(attributes.get("min"), 1),
                    integer(attributes.get("max"), 1),
                    _number(width, 9.14) if width else None,
                    integer(attributes.get("style"), 0),
                    attributes.get("hidden") in {"1", "true"},
                )
            )
        elif local == "mergeCell":
            ends = [written_place(part) for part in attributes.get("ref", "").split(":")]
            if len(ends) == 2 and ends[0] and ends[1]:
                self.scan.merges.append((*ends[0], *ends[1]))

    # rows and cells

    def _row(self, attributes: Mapping[str, str]) -> None:
        self.row = integer(attributes.get("r"), self.row + 1)
        self.column = 0
        if self.pending and self.pending[-1] < self.row:
            self._missing_rows(self.row, self.parser.CurrentByteIndex)
        if self.row in self.near and "ht" in attributes:
            self.scan.heights[self.row] = _number(attributes["ht"], 15.0)
        if self.row in self.near and attributes.get("hidden") in {"1", "true"}:
            self.scan.heights[self.row] = 0.0
        if self.row not in self.wanted:
            return
        self.row_style = integer(attributes.get("s")) if attributes.get("customFormat") in {"1", "true"} else -1
        start = self.parser.CurrentByteIndex
        inner = tag_end(self.data, start)
        empty = self.data[inner - 2 : inner] == b"/>"
        self.scan.rows[self.row] = RowSpot(start, inner, True, empty)
        self.columns = self.wanted[self.row][::-1]
        if self.pending and self.pending[-1] == self.row:
            self.pending.pop()

    def _cell(self, attributes: Mapping[str, str]) -> None:
        place = written_place(attributes["r"]) if "r" in attributes else None
        self.column = place[1] if place else self.column + 1
        columns = self.columns or []
        at = self.parser.CurrentByteIndex
        if columns and columns[-1] < self.column:
            self._missing_cells(self.column, at)
        if self.column in self.wanted[self.row]:
            if columns and columns[-1] == self.column:
                columns.pop()
            style = integer(attributes.get("s"), 0)
            self.scan.cells[self.row, self.column] = Spot(at, tag_end(self.data, at), style)

    def _missing_cells(self, before: int | None, at: int) -> None:
        """Wanted cells of this row that are not there: they go to ``at``, in front of column ``before``."""
        columns = self.columns or []
        while columns and (before is None or columns[-1] < before):
            column = columns.pop()
            style = self.row_style if self.row_style >= 0 else self.scan.column_style(column)
            self.scan.cells[self.row, column] = Spot(at, None, style)

    def _missing_rows(self, before: int | None, at: int) -> None:
        """Wanted rows that are not there: they go to ``at``, in front of row ``before``."""
        while self.pending and (before is None or self.pending[-1] < before):
            row = self.pending.pop()
            if row in self.scan.rows:
                continue
            self.scan.rows[row] = RowSpot(at, at, False)
            for column in self.wanted[row]:
                self.scan.cells[row, column] = Spot(at, None, self.scan.column_style(column))


def _number(text: str | None, default: float) -> float:
    try:
        number = float(text) if text else default
    except ValueError:
        return default
    return number if 0 <= number < 1_000 else default


def _relation(attributes: Mapping[str, str]) -> str:
    """The relationship id among the attributes, whose name stands in the namespace of relationships."""
    return next((value for key, value in attributes.items() if split_name(key)[1] == "id"), "")

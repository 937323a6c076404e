"""A sheet as recognition looks at it: what each row shows, with merged cells as one span."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from lkjip_audit.records import quickly_made
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.workbook.grid import CellGrid
from lkjip_audit.workbook.model import Area, Cell, ErrorValue, Sheet

_NUMERIC = re.compile(
    r"[(<>≤≥±~\s]*(?:rp\.?\s*)?[-(+]?\s*\d(?:[\d.,\s]|['\u2018\u2019\u02bc\u00b4`](?=\d{3}))*(?:,-)?[)*%\s]*(?:\(?\s*[a-z%/.]+\s*\)?\s*){0,2}\W*",
    re.IGNORECASE,
)
_GRADED = re.compile(r"(?:[A-D]{1,2}\s*\(\s*[\d.,]+\s*\)|\d[\d.,%]*\s*\(\s*[\d.,%]+\s*\))")
_WORD = re.compile(r"[E-QSU-Za-qsu-z]|[A-D][a-z]|[Rr][A-OQ-Za-oq-z]|[Tt](?:[B-GI-Zb-gi-z]|[Aa][A-GI-Za-gi-z])")
"""How a text begins that is neither a grade with its score ("B (70)"), nor rupiah, nor a year ("Tahun 2023", "TA")."""

_NIL = re.compile(r"[-–—.\s]*")
_YEAR = re.compile(
    r"(?:(?:tahun|thn|th|ta)\.?\s*)?(?:19|20)\d\d(?:\s*(?:[-–—/]|s\.?/?d\.?)\s*(?:19|20)\d\d)?\s*\*{0,3}", re.IGNORECASE
)
"""A year, or two with what lies between them ("2024-2025", "2022 s.d. 2025")."""
_INDEX = re.compile(r"\(?\s*\d{1,3}\s*[a-z]?\s*\)?\.?|\(?\s*\d{1,3}\s*\)?\s*=\s*[\d\s()+\-–*/:x×÷%,.]+", re.IGNORECASE)
_HEADING = WordPattern(
    r"\d(?:\.\d{1,2})+\.?\s+(?!(?:{percent_words}|{scales}|{units_counted}|poin)\b)[a-z]", re.IGNORECASE
)
_LARGEST_MERGE = 200_000
"""Cells of a merged area that are filled in; a larger one is a mistake or an attack, not a heading."""


class Look(StrEnum):
    """What a cell looks like from afar."""

    TEXT = "text"
    NUMBER = "number"
    NIL = "nil"
    YEAR = "year"
    OTHER = "other"  # dates, errors, truth values


@quickly_made
@dataclass(frozen=True, slots=True)
class Span:
    """One cell, or one merged cell, on a row.

    ``ghost`` is True on the rows of a merged cell below its first: the text stands higher up.
    """

    left: int
    right: int
    top: int
    bottom: int
    cell: Cell
    text: str
    look: Look
    ghost: bool = False

    @property
    def wide(self) -> bool:
        """Whether the span covers more than one column."""
        return self.right > self.left


class SheetView:
    """Rows of spans over a sheet; built once, in time linear in its cells."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.last_row = max(sheet.rows, default=0)
        self.last_column = max((columns[-1] for columns in sheet.rows.values()), default=0)
        self._merged: dict[tuple[int, int], Area] = {}
        self._merges_on: dict[int, list[Area]] = {}
        for area in sheet.merges:
            self._add_merge(area)
        self._spans: dict[int, tuple[Span, ...]] = {}
        self._looks: dict[str, Look] = {}
        self._figures: dict[int, tuple[int, ...]] = {}
        self.rows: tuple[int, ...] = tuple(sorted(set(sheet.rows) | set(self._merges_on)))

    def _add_merge(self, area: Area) -> None:
        """Take in a merged cell that holds something, cut to the part of the sheet that is in use."""
        if (area.top, area.left) not in self.sheet.cells:
            return
        clipped = Area(
            area.top,
            area.left,
            min(area.bottom, self.last_row),
            max(area.left, min(area.right, self.last_column + 1)),
        )
        height, width = clipped.bottom - clipped.top + 1, clipped.right - clipped.left + 1
        if height < 1 or height * width > _LARGEST_MERGE:
            return
        self._merged[area.top, area.left] = clipped
        for row in range(clipped.top, clipped.bottom + 1):
            self._merges_on.setdefault(row, []).append(clipped)

    def is_plain(self, row: int) -> bool:
        """Whether no merged cell touches ``row``: then its cells are its spans, and these need not be made."""
        return row not in self._merges_on

    def cells(self, row: int, left: int, right: int) -> Sequence[Cell]:
        """The cells of ``row`` that hold something in the columns from ``left`` to ``right``."""
        grid = self.sheet.cells
        found = grid.row(row) if isinstance(grid, CellGrid) else tuple(self.sheet.row(row))
        if found and found[0].column >= left and found[-1].column <= right:
            return found
        return [cell for cell in found if left <= cell.column <= right]

    def figures(self, row: int) -> tuple[int, ...]:
        """The columns of the numbers on ``row``, where no merged cell touches it, that are no years."""
        found = self._figures.get(row)
        if found is None:
            cells = self.cells(row, 1, self.last_column)
            numbers = [cell for cell in cells if isinstance(cell.value, Decimal)]
            found = self._figures[row] = tuple(cell.column for cell in numbers if is_figure(cell))
        return found

    def begins_at(self, row: int, column: int) -> bool:
        """Whether something on ``row`` begins at ``column``."""
        if self.is_plain(row):
            return column in self.sheet.rows.get(row, ())
        return any(span.left == column for span in self.spans(row))

    def lies_within(self, row: int, left: int, right: int) -> bool:
        """Whether there is something on ``row``, and all of it begins in the columns from ``left`` to ``right``."""
        columns = self.sheet.rows.get(row, ()) if self.is_plain(row) else [span.left for span in self.spans(row)]
        return bool(columns) and columns[0] >= left and columns[-1] <= right

    def has_wide(self, row: int) -> bool:
        """Whether a merged cell of several columns begins on ``row``."""
        return not self.is_plain(row) and any(span.wide and not span.ghost for span in self.spans(row))

    def span_of(self, cell: Cell) -> Span:
        """The span that ``cell`` is, where no merged cell touches its row."""
        text = shown(cell)
        return Span(cell.column, cell.column, cell.row, cell.row, cell, text, self._look(cell, text))

    def is_text(self, cell: Cell) -> bool:
        """Whether ``cell`` looks like words."""
        return isinstance(cell.value, str) and self._look(cell, shown(cell)) is Look.TEXT

    def spans(self, row: int) -> tuple[Span, ...]:
        """What stands on ``row``, from left to right."""
        found = self._spans.get(row)
        if found is None:
            found = self._spans[row] = tuple(self._make_spans(row))
        return found

    def within(self, row: int, left: int, right: int) -> list[Span]:
        """The spans of ``row`` that touch the columns from ``left`` to ``right``."""
        spans = self.spans(row)
        if spans and spans[0].left >= left and spans[-1].left <= right:
            return list(spans)
        return [span for span in spans if span.right >= left and span.left <= right]

    def _make_spans(self, row: int) -> Iterator[Span]:
        merges = self._merges_on.get(row)
        if not merges:
            yield from map(self.span_of, self.cells(row, 0, self.last_column))
            return
        areas = sorted(merges, key=lambda area: area.left)
        covered = {column for area in areas for column in range(area.left, area.right + 1)}
        single = [
            Area(row, cell.column, row, cell.column) for cell in self.sheet.row(row) if cell.column not in covered
        ]
        for area in sorted([*areas, *single], key=lambda area: area.left):
            yield self._span(self.sheet.cells[area.top, area.left], area, row)

    def _span(self, cell: Cell, area: Area, row: int) -> Span:
        text = shown(cell)
        return Span(area.left, area.right, area.top, area.bottom, cell, text, self._look(cell, text), area.top < row)

    def _look(self, cell: Cell, text: str) -> Look:
        """As ``look``, which is asked once for a text of the sheet."""
        if not isinstance(cell.value, str):
            return look(cell, text)
        found = self._looks.get(text)
        if found is None:
            found = self._looks[text] = look_at(text)
        return found


def shown(cell: Cell) -> str:
    """The cell's content as plain text, without its number format: enough to tell words from numbers."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, ErrorValue):
        return value.text
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value)


def is_figure(cell: Cell) -> bool:
    """Whether ``cell`` holds a number that is no year."""
    value = cell.value
    return isinstance(value, Decimal) and (not is_year(value) or "%" in cell.number_format)


def look(cell: Cell, text: str) -> Look:
    """What ``cell``, showing ``text``, looks like."""
    value = cell.value
    if isinstance(value, Decimal):
        return Look.NUMBER if is_figure(cell) else Look.YEAR
    if value is None:
        return Look.NUMBER if cell.formula else Look.NIL
    return look_at(text) if isinstance(value, str) else Look.OTHER


def look_at(text: str) -> Look:
    """What a cell looks like that holds ``text`` as text."""
    text = text.strip()
    if _WORD.match(text):
        return Look.TEXT
    if _YEAR.fullmatch(text):
        return Look.YEAR
    if _NIL.fullmatch(text):
        return Look.NIL
    if text[0].isalpha() and text[:2].lower() != "rp" and not _GRADED.fullmatch(text):
        return Look.TEXT
    if _HEADING.match(text):
        return Look.TEXT
    if len(text) <= limits().cells.longest_number and (_NUMERIC.fullmatch(text) or _GRADED.fullmatch(text)):
        return Look.NUMBER
    return Look.TEXT


def is_index(text: str) -> bool:
    """Whether ``text`` may stand in a column-number row: ``3``, ``(3)``, ``12=(10-6)``."""
    return bool(_INDEX.fullmatch(text))


def is_year(value: Decimal) -> bool:
    """Whether ``value`` may be the year of a report."""
    own = limits().cells
    return value <= own.last_year and value >= own.first_year and value == value.to_integral_value()

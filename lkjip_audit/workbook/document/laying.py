"""A document laid out as sheets, a part of it on each: its paragraphs below one another, its tables as cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.document.model import Block, Paragraph, WordTable
from lkjip_audit.workbook.document.places import PlacesOfPart, caption
from lkjip_audit.workbook.grid import GridBuilder
from lkjip_audit.workbook.model import Area, Cell, Sheet
from lkjip_audit.workbook.places import LAST_ROW

_LONGEST_NAME: Final = 31
"""Signs that the name of a sheet may have in a workbook."""
_NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
_LONGEST_HEADING: Final = 12
"""Words of a line in capitals that can be the heading of a chapter."""
_CAPTION_ABOVE: Final = 3
"""Paragraphs above a table among which its caption is looked for."""


def sheets_of(blocks: Sequence[Block], name: str) -> tuple[Sheet, ...]:
    """The parts of a document, each as a sheet; ``name`` is that of what stands before the first heading.

    Raises WorkbookError ``too_large`` where a part has more rows than a sheet.
    """
    names: dict[str, int] = {}
    tables = _Tables()
    return tuple(
        _Layout(_unique(heading, names), tables).sheet(part, index)
        for index, (heading, part) in enumerate(_parts(blocks, name))
    )


def _parts(blocks: Sequence[Block], name: str) -> Iterator[tuple[str, list[Block]]]:
    """The parts by their headings: those of the first level, or where there are none, lines set like them."""
    opens = _is_chapter if any(_is_chapter(block) for block in blocks) else _looks_like_chapter
    heading, part, in_heading = name, list[Block](), False
    for block in blocks:
        opening = opens(block)
        if opening and not in_heading and isinstance(block, Paragraph):
            if part:
                yield heading, part
            heading, part = block.text, []
        part.append(block)
        in_heading = opening
    if part:
        yield heading, part


def _is_chapter(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.level == 0


def _looks_like_chapter(block: Block) -> bool:
    """A short line in capitals that stands out: how chapters are headed where nobody uses styles."""
    if not isinstance(block, Paragraph) or not block.stands_out:
        return False
    return block.text.isupper() and len(block.text.split()) <= _LONGEST_HEADING


def _unique(heading: str, taken: dict[str, int]) -> str:
    """``heading`` as the name of a sheet that no other part has; ``taken`` counts on from the last of each name."""
    plain = " ".join(_NOT_IN_NAMES.sub(" ", heading).split()).strip("'")
    name = first = plain[:_LONGEST_NAME].rstrip() or "-"
    number = taken.get(first.casefold(), 1)
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = plain[: _LONGEST_NAME - len(ending)].rstrip() + ending
    taken[first.casefold()] = number
    taken.setdefault(name.casefold(), 1)
    return name


@dataclass(slots=True)
class _Tables:
    """The names of the tables of a document: the number of the caption, else that of the table."""

    count: int = 0
    taken: set[str] = field(default_factory=set)

    def name(self, above: Sequence[str]) -> str:
        self.count += 1
        told = next((found for text in reversed(above) if (found := caption(text))), None)
        if told is None or told in self.taken:
            told = f"{told or 'Tabel'} [{self.count}]"
        self.taken.add(told)
        return told


class _Layout:
    """One part as a sheet.  A blank row stands before and after each table, as no table goes on into text."""

    def __init__(self, name: str, tables: _Tables) -> None:
        self._tables = tables
        self._places = PlacesOfPart(name)
        self._grid = GridBuilder()
        self._merges: list[Area] = []
        self._row = 0
        self._paragraphs = 0
        self._above: list[str] = []
        self._table = ""

    def sheet(self, part: Sequence[Block], index: int) -> Sheet:
        for block in part:
            if isinstance(block, Paragraph):
                self._take_paragraph(block)
            else:
                self._take_table(block)
        return self._grid.sheet(self._places.part(), index, merges=self._merges)

    def _next(self, rows: int = 1) -> int:
        self._row += rows
        if self._row > LAST_ROW:
            raise WorkbookError("too_large", what="cells", limit=LAST_ROW)
        return self._row

    def _take_paragraph(self, block: Paragraph) -> None:
        row = self._next()
        self._paragraphs += 1
        self._above = [*self._above[1 - _CAPTION_ABOVE :], block.text]
        self._grid.row(row)[1] = Cell(row, 1, block.text, bold=block.bold)
        self._places.paragraph(row, self._paragraphs, self._table, block.source)

    def _take_table(self, table: WordTable) -> None:
        if not any(cell.text for row in table.rows for cell in row):
            return
        top = self._next(2)
        self._table = self._tables.name(self._above)
        self._places.table(top, table, self._table)
        for number, row in enumerate(table.rows, top):
            cells = self._grid.row(number)
            for cell in row:
                if cell.text and not cell.continues:
                    cells[cell.column] = Cell(number, cell.column, cell.text, bold=cell.bold)
        self._merges.extend(_merges(table, top))
        self._next(len(table.rows))
        self._paragraphs, self._above = 0, []


def _merges(table: WordTable, top: int) -> Iterator[Area]:
    """The areas that one cell takes up in several columns or rows."""
    reaching: dict[tuple[int, int], tuple[int, int]] = {}
    for number, row in enumerate(table.rows, top):
        goes_on = {(cell.column, cell.span) for cell in row if cell.continues}
        for (column, span), (first, last) in [item for item in reaching.items() if item[0] not in goes_on]:
            del reaching[column, span]
            yield from _area(first, last, column, span)
        for cell in row:
            place = cell.column, cell.span
            first = reaching[place][0] if cell.continues and place in reaching else number
            reaching[place] = first, number
    for (column, span), (first, last) in reaching.items():
        yield from _area(first, last, column, span)


def _area(first: int, last: int, column: int, span: int) -> Iterator[Area]:
    if last > first or span > 1:
        yield Area(first, column, last, column + span - 1)

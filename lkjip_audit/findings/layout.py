"""Rows and columns of a sheet laid out as a reader sees them: merged cells as one, numbers as they are shown."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import pairwise

from lkjip_audit.figures.cells import read_cell
from lkjip_audit.figures.notation import Marks
from lkjip_audit.result import GAP, Spot, Strip
from lkjip_audit.workbook.model import Area, Sheet


def strips_of(
    sheet: Sheet, rows: Sequence[int], columns: Sequence[int], heads: Collection[int], knows_formats: bool
) -> tuple[Strip, ...]:
    """The cells at ``rows`` and ``columns``, both ascending; GAP among the columns stands for those left out."""
    grid = _Grid(sheet, rows, columns, knows_formats)
    skipped = [0, *(_filled_between(sheet, above, below) for above, below in pairwise(rows))]
    return tuple(
        Strip(row, grid.row(place), row in heads, left_out)
        for place, (row, left_out) in enumerate(zip(rows, skipped, strict=True))
    )


def _filled_between(sheet: Sheet, above: int, below: int) -> int:
    return sum(bool(sheet.rows.get(row)) for row in range(above + 1, below))


class _Grid:
    """The shown rows and columns; each shown part of a merged cell is laid out once."""

    def __init__(self, sheet: Sheet, rows: Sequence[int], columns: Sequence[int], knows_formats: bool) -> None:
        self.sheet = sheet
        self.rows = rows
        self.columns = columns
        self.knows_formats = knows_formats
        ends = [column for column in columns if column != GAP] or [0]
        self.merges = {
            (row, column): area
            for area in sheet.merges
            if area.top <= rows[-1] and area.bottom >= rows[0] and area.left <= ends[-1] and area.right >= ends[0]
            for row in rows
            if area.top <= row <= area.bottom
            for column in columns
            if area.left <= column <= area.right
        }
        self.covered: set[tuple[int, int]] = set()

    def row(self, place: int) -> tuple[Spot, ...]:
        """The cells that begin in the row at ``place``, from left to right."""
        return tuple(self._spot(place, at) for at in range(len(self.columns)) if (place, at) not in self.covered)

    def _spot(self, place: int, at: int) -> Spot:
        row, column = self.rows[place], self.columns[at]
        if column == GAP:
            return Spot(row, GAP, "…")
        area = self.merges.get((row, column))
        if area is None:
            return self._cell(row, column, 1, 1)
        across, down = self._across(area, at), self._down(area, place)
        self.covered |= {(place + y, at + x) for y in range(down) for x in range(across)}
        return self._cell(area.top, area.left, across, down)

    def _across(self, area: Area, at: int) -> int:
        """How many shown columns from ``at`` on the merged cell takes; columns left out inside it are its own."""
        count = 1
        for offset, column in enumerate(self.columns[at + 1 :], 2):
            if column == GAP:
                continue
            if column > area.right:
                break
            count = offset
        return count

    def _down(self, area: Area, place: int) -> int:
        """How many shown rows from ``place`` on it takes; it is begun anew below rows that are left out."""
        count = 1
        for above, below in pairwise(self.rows[place:]):
            if below > area.bottom or _filled_between(self.sheet, above, below):
                break
            count += 1
        return count

    def _cell(self, row: int, column: int, across: int, down: int) -> Spot:
        cell = self.sheet.cells.get((row, column))
        if cell is None:
            return Spot(row, column, "", across=across, down=down)
        if isinstance(cell.value, str):
            nil = bool(cell.value.strip()) and not any(map(str.isalnum, cell.value))
            return Spot(row, column, cell.value, nil, cell.bold, across, down)
        text = read_cell(cell, Marks.UNKNOWN, self.knows_formats).text
        return Spot(row, column, text, isinstance(cell.value, Decimal), cell.bold, across, down)

"""References in formulas: which cells they name, and what a formula looks like from its own cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lkjip_audit.workbook.model import Area, Cell, Sheet
from lkjip_audit.workbook.places import area_of
from lkjip_audit.workbook.shifting import SharedFormula

_FAR_ROW, _FAR_COLUMN = 500_000, 8_000
_ONE_RANGE = r"\(\s*([^(),;!]+:[^(),;!]+?)\s*\)\s*"
_ONE_SUM = re.compile(r"\s*SUM" + _ONE_RANGE, re.IGNORECASE)
_ONE_MEAN = re.compile(r"\s*AVERAGE" + _ONE_RANGE, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Range:
    """A reference: the sheet that it names (None for its own) and the cells."""

    sheet: str | None
    area: Area

    @property
    def is_one_cell(self) -> bool:
        """Whether it names a single cell."""
        return self.area.top == self.area.bottom and self.area.left == self.area.right


def read_range(reference: str) -> Range | None:
    """``'Sheet 1'!$A$1:B2`` as a range; None when it names no cells."""
    name, _, cells = reference.rpartition("!")
    area = area_of(cells.replace("$", ""))
    sheet = name[1:-1].replace("''", "'") if name.startswith("'") else name
    return None if area is None else Range(sheet or None, area)


def cells_in(sheet: Sheet, area: Area) -> Iterator[Cell]:
    """The cells of ``area`` that hold something, row by row."""
    height = area.bottom - area.top + 1
    rows = range(area.top, area.bottom + 1) if height <= len(sheet.rows) else sheet.rows
    for row in rows:
        if area.top <= row <= area.bottom:
            for column in sheet.rows.get(row, ()):
                if area.left <= column <= area.right:
                    yield sheet.cells[row, column]


def shape(formula: str, row: int, column: int) -> str:
    """What ``formula`` looks like seen from its own cell: the same text for formulas copied down a column."""
    return SharedFormula.of(formula, row, column).at(_FAR_ROW, _FAR_COLUMN)


def skeleton(formula: str) -> tuple[str, ...]:
    """What ``formula`` says apart from the cells that it names; how many ends each reference has counts."""
    return SharedFormula.of(formula, 1, 1).words


def copied(formula: str, source: Cell, row: int, column: int) -> str:
    """``formula`` of the cell ``source`` as it would read at ``row`` and ``column``."""
    return SharedFormula.of(formula, source.row, source.column).at(row, column)


def summed(formula: str) -> Area | None:
    """The cells of a formula that is one SUM over one range of its own sheet and nothing else."""
    return _ranged(_ONE_SUM, formula)


def averaged(formula: str) -> Area | None:
    """The cells of a formula that is one AVERAGE over one range of its own sheet and nothing else."""
    return _ranged(_ONE_MEAN, formula)


def _ranged(pattern: re.Pattern[str], formula: str) -> Area | None:
    match = pattern.fullmatch(formula)
    return None if match is None else area_of(match.group(1).replace("$", ""))

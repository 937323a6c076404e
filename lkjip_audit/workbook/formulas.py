"""The formulas of one sheet: shared ones written out for every cell, array formulas laid on their area."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook.grid import GridBuilder
from lkjip_audit.workbook.model import Area
from lkjip_audit.workbook.places import area_of
from lkjip_audit.workbook.shifting import SharedFormula
from lkjip_audit.workbook.strings import unescape

# One long formula shared by a million cells, or a thousand areas over each other, would never end.
MAX_WRITTEN: Final = 1 << 28
MAX_VISITS: Final = 50_000_000


class Formulas:
    """What has been seen of formulas so far in one pass over a sheet."""

    __slots__ = ("_areas", "_room", "_shared")

    def __init__(self) -> None:
        self._shared: dict[str, SharedFormula] = {}
        self._areas: list[tuple[Area, str]] = []
        self._room = MAX_WRITTEN

    def of(self, text: str, attributes: Mapping[str, str], row: int, column: int) -> str | None:
        """The whole formula of the cell whose ``<f>`` holds ``text``; None when the file does not tell it."""
        kind = attributes.get("t")
        text = unescape(text.strip())
        if kind == "shared":
            return self._shared_formula(text, attributes.get("si", ""), row, column)
        if kind == "dataTable":
            inputs = (attributes.get("r1", ""), attributes.get("r2", ""))
            text = text or f"TABLE({','.join(filter(None, inputs))})"
        if kind in {"array", "dataTable"}:
            area = area_of(attributes.get("ref", ""))
            if area is not None and (area.top, area.left) != (area.bottom, area.right):
                self._areas.append((area, text))
        return text or None

    def _shared_formula(self, text: str, key: str, row: int, column: int) -> str | None:
        if text:
            self._shared[key] = SharedFormula.of(text, row, column)
            return text
        shared = self._shared.get(key)
        if shared is None:
            return None
        written = shared.at(row, column)
        self._room -= len(written)
        if self._room < 0:
            raise WorkbookError("too_large", what="formulas", limit=MAX_WRITTEN)
        return written

    def lay_on_areas(self, grid: GridBuilder) -> None:
        """Give each cell of an array formula's area that formula; in the file only the first one has it."""
        filled = grid.numbers() if self._areas else []
        visits = MAX_VISITS
        for area, formula in self._areas:
            for number in filled[bisect_left(filled, area.top) : bisect_right(filled, area.bottom)]:
                cells = grid.row(number)
                visits -= len(cells)
                if visits < 0:
                    raise WorkbookError("too_large", what="formulas", limit=MAX_VISITS)
                for column, cell in list(cells.items()):
                    if area.left <= column <= area.right and cell.formula is None:
                        cells[column] = replace(cell, formula=formula)

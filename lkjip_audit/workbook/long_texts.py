"""Texts that are longer than anybody writes into a cell are cut, and told: work on a text may grow with its square.

Blanks cost most: patterns take them between any two words, so a long run of them is cut much shorter than a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from lkjip_audit.workbook.grid import GridBuilder
from lkjip_audit.workbook.model import Notice, Sheet, column_letter

LONGEST: Final = 8000
"""Signs of a cell's text that are read; a page has some 3,000, and Excel takes 32,767."""
MOST_BLANKS: Final = 64
"""Blanks in a row that are read; who sets a text under another with blanks takes some 20 to 40."""
_RUN = re.compile(rf"[\s\u200b-\u200f\u2060\ufeff]{{{MOST_BLANKS + 1},}}")
"""Blanks of every kind and the signs without width, of which some are read as blanks."""
_MOST_TOLD: Final = 20
"""Cells of a sheet that are named; the next notice says only that there are more."""
_Place = tuple[int, int]


def with_texts_cut(sheets: tuple[Sheet, ...]) -> tuple[tuple[Sheet, ...], tuple[Notice, ...]]:
    """``sheets`` with no text above ``LONGEST`` signs or ``MOST_BLANKS`` blanks in a row; a notice for each cut."""
    cut = [dict(_too_long(sheet)) for sheet in sheets]
    if not any(cut):
        return sheets, ()
    notices = [notice for sheet, texts in zip(sheets, cut, strict=True) for notice in _told(sheet, texts)]
    return tuple(_with(sheet, texts) if texts else sheet for sheet, texts in zip(sheets, cut, strict=True)), tuple(
        notices
    )


def _too_long(sheet: Sheet) -> Iterator[tuple[_Place, str]]:
    """The places of the texts that are cut, and what is left of each."""
    for cell in sheet.cells.values():
        text = cell.value
        if text.__class__ is str and len(text) > MOST_BLANKS:
            left = without_long_blanks(text[:LONGEST])
            if len(left) < len(text):
                yield (cell.row, cell.column), left


def without_long_blanks(text: str) -> str:
    """``text`` with at most ``MOST_BLANKS`` blanks in a row."""
    return _RUN.sub(_shortened, text)


def _shortened(run: re.Match[str]) -> str:
    """The first blanks of a run; a break between lines stays one."""
    kept = run.group()[:MOST_BLANKS]
    return kept if "\n" in kept or "\n" not in run.group() else f"{kept[:-1]}\n"


def _told(sheet: Sheet, texts: dict[_Place, str]) -> Iterator[Notice]:
    for row, column in list(texts)[:_MOST_TOLD]:
        text = str(sheet.cells[row, column].value)
        place = f"{column_letter(column)}{row}"
        if len(text) > LONGEST:
            yield Notice("long_text", sheet.name, place, (("size", str(len(text))), ("limit", str(LONGEST))))
        longest = max((len(run) for run in _RUN.findall(text[:LONGEST])), default=0)
        if longest:
            yield Notice("long_blanks", sheet.name, place, (("size", str(longest)), ("limit", str(MOST_BLANKS))))
    if len(texts) > _MOST_TOLD:
        yield Notice("more_notices", sheet.name)


def _with(sheet: Sheet, texts: dict[_Place, str]) -> Sheet:
    grid = GridBuilder()
    for place, cell in sheet.cells.items():
        left = texts.get(place)
        grid.row(place[0])[place[1]] = cell if left is None else replace(cell, value=left)
    return replace(sheet, cells=grid.sheet(sheet.name, sheet.index).cells)

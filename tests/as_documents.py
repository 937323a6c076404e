"""A workbook laid out as a Word document that says the same: each sheet a chapter, each table a table of Word.

Where each cell came from goes with it, as in ``layouts_at_random``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.tables.definitions import load_definitions
from lkjip_audit.tables.recognise import recognise
from lkjip_audit.workbook.model import Area, Sheet
from lkjip_audit.workbook.reader import read_workbook
from tests.layouts_at_random import Laid, Spot
from tests.transformed import as_text
from tests.word import cell, heading, package, paragraph, row, table

_WIDEST = 40
Told = tuple[str, Spot | None]
"""A text of the document and the cell that it came from."""


def as_document(laid: Laid, path: Path) -> Laid:
    """``laid`` written to ``path`` as a Word document and read again."""
    typed = as_text(laid.workbook)
    areas: dict[str, list[Area]] = {}
    for found in recognise(laid.workbook, load_definitions(pack_folder())).tables:
        areas.setdefault(found.sheet, []).append(found.area)
    body, told = "", list[Told]()
    for sheet in typed.sheets:
        body += heading(sheet.name)
        told.append((sheet.name, None))
        for text, cells in _blocks(sheet, areas.get(sheet.name, [])):
            body += text
            told += cells
    workbook = read_workbook(package(path, body))
    read = [(part.name, at, found.value) for part in workbook.sheets for at, found in part.cells.items()]
    assert [" ".join(str(value).split()) for _, _, value in read] == [" ".join(text.split()) for text, _ in told]
    pairs = zip(read, told, strict=True)
    came = {(name, *at): spot for (name, at, _), (_, spot) in pairs if spot is not None}
    whole = dict(_with_blanks(came)) | came
    return Laid(workbook, {place: laid.came_from.get(spot, spot) for place, spot in whole.items()})


def _with_blanks(came: Mapping[Spot, Spot]) -> Iterator[tuple[Spot, Spot]]:
    """The empty cells of each row beside those that are known: they may be told as well."""
    for (name, number, column), (sheet, old, first) in came.items():
        for at in range(1, column + _WIDEST):
            if at + first - column > 0:
                yield (name, number, at), (sheet, old, at + first - column)


def _blocks(sheet: Sheet, areas: Sequence[Area]) -> Iterator[tuple[str, list[Told]]]:
    """The tables and paragraphs of a sheet from top to bottom."""
    blocks: list[tuple[int, int, list[Area]]] = [(area.top, area.left, [area]) for area in areas]
    free = [
        (number, columns)
        for number, held in sheet.rows.items()
        if (columns := [column for column in held if not any((number, column) in area for area in areas)])
    ]
    beside = _beside_each_other(free)
    for (several, _), group in groupby(enumerate(free), lambda item: (item[1][0] in beside, item[1][0] - item[0])):
        lines = [line for _, line in group]
        if several:
            columns = [column for _, held in lines for column in held]
            area = Area(lines[0][0], min(columns), lines[-1][0], max(columns))
            blocks.append((area.top, area.left, [area]))
        else:
            blocks += [(number, columns[0], []) for number, columns in lines]
    for top, left, found in sorted(blocks, key=lambda block: block[:2]):
        if found:
            taken = [area for area in areas if area is not found[0]]
            yield _table(sheet, found[0], taken)
        else:
            text = _text(sheet, top, left)
            yield paragraph(text), [(text, (sheet.name, top, left))] if text.strip() else []


def _beside_each_other(lines: Sequence[tuple[int, Sequence[int]]]) -> set[int]:
    """The rows that stand side by side in columns: of several texts, or of one right under or over such a row's.

    So does who signs: under the two names the rank and number of the second stand in its column alone.
    """
    found = {number for number, columns in lines if len(columns) > 1}
    left = {number: columns[0] for number, columns in lines}
    for near, ordered in ((-1, lines), (1, lines[::-1])):
        for number, columns in ordered:
            if number + near in found and columns[0] > left[number + near]:
                found.add(number)
                left[number] = min(left[number], left[number + near])
    return found


def _text(sheet: Sheet, number: int, column: int) -> str:
    found = sheet.cells.get((number, column))
    return "" if found is None or found.value is None else str(found.value)


def _table(sheet: Sheet, area: Area, taken: Sequence[Area]) -> tuple[str, list[Told]]:
    """The area as a table with its merges, and the texts in it; cells that another table has are left blank."""
    merges = [m for m in sheet.merges if (m.top, m.left) in area and (m.bottom, m.right) in area]
    rows, told = [], list[Told]()
    for number in range(area.top, area.bottom + 1):
        cells, column = [], area.left
        while column <= area.right:
            merge = next((m for m in merges if (number, column) in m), None)
            span = 1 if merge is None else merge.right - column + 1
            goes_on = merge is not None and number > merge.top
            text = "" if goes_on or any((number, column) in other for other in taken) else _text(sheet, number, column)
            cells.append(cell(text, _properties(merge, span, goes_on=goes_on)))
            if text.strip():
                told.append((text, (sheet.name, number, column)))
            column += span
        rows.append(row(*cells))
    return table(*rows), told


def _properties(merge: Area | None, span: int, *, goes_on: bool) -> str:
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge is None or merge.top == merge.bottom:
        return wide
    return wide + ("<w:vMerge/>" if goes_on else '<w:vMerge w:val="restart"/>')

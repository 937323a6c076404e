"""The displaced rows of a block: found on its sheet, read where they belong, and kept out of every relation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from lkjip_audit.figures.cells import read_cell
from lkjip_audit.figures.model import PERCENT, RUPIAH, Reading, ReadingKind
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables import signs as look
from lkjip_audit.tables.blocks import Block
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.displaced import Displaced, Proved, displaced_rows
from lkjip_audit.tables.displaced_proof import Figures
from lkjip_audit.tables.headers import Head
from lkjip_audit.tables.model import Column, DisplacedRows
from lkjip_audit.tables.readings import Readings
from lkjip_audit.tables.sheet_view import SheetView
from lkjip_audit.tables.signs import Line
from lkjip_audit.tables.wording import named_types, names_words
from lkjip_audit.workbook.model import Sheet

_HEADED = {PERCENT: look.PERCENT + look.SMALL, RUPIAH: look.LARGE * 2}
"""What a column holds whose header states this unit; twice each, as a header says as much as two rows."""

_HELD = {"text": look.WORDS, "unit": look.WORDS, "order": look.SMALL, "code": look.CODE}
"""What a column holds whose header names a role of cells of this type."""


def find_displaced(
    view: SheetView,
    block: Block,
    heads: Sequence[Head],
    readings: Readings,
    definitions: Definitions,
    knows_formats: bool,
) -> tuple[Displaced, ...]:
    """The runs of displaced rows of ``block``; their ``start`` is a column of the sheet."""
    farthest = limits().displaced.farthest
    first = max(1, block.left - farthest)
    columns = range(first, block.right + farthest + 1)
    named = _named(view, block, heads)
    expected = {
        head.column.index - first: _HEADED[head.column.unit]
        for head in heads
        if head.column.unit in _HEADED and head.column.multiplier == 1 and head.column.index in named
    }
    lines = list(_lines(view, block.body_rows, columns, readings, knows_formats))
    for head in heads:
        held = _HELD.get(next(iter(named_types(head, definitions)), ""))
        if held and head.column.index in named:
            expected.setdefault(head.column.index - first, held * 2)
    figures = Figures(view, heads, readings, knows_formats)

    def proof(run: Displaced, standing: Sequence[int]) -> Proved | None:
        return figures.proved(replace(run, start=run.start + first), standing)

    headless = next((place for place, head in enumerate(reversed(heads)) if head.column.index in named), 0)
    wordy = frozenset(head.column.index - first for head in heads if names_words(head, definitions))
    found = displaced_rows(lines, (block.left - first, farthest + headless), expected, wordy, proof)
    return tuple(replace(run, start=run.start + first) for run in found)


def _named(view: SheetView, block: Block, heads: Sequence[Head]) -> frozenset[int]:
    """The columns that have a header of their own: not only that of the one on their left."""
    if not block.header_rows:
        return frozenset(head.column.index for head in heads if head.parts)
    spans = [span for row in block.header_rows for span in view.within(row, block.left, block.right) if span.text]
    return frozenset(column for span in spans for column in range(span.left, span.right + 1))


def _lines(
    view: SheetView, rows: Sequence[int], columns: range, readings: Readings, knows_formats: bool
) -> Iterator[Line]:
    """What the cells of each row look like; without rows of joined cells, whose words stand wherever they have room."""
    read = {index for index, _ in readings.columns()}
    beside = {column for filled in set(map(view.sheet.rows.get, rows)) for column in filled or () if column not in read}
    looks = [
        _looks_of(readings.column(column))
        if column in read
        else _looks_beside(view.sheet, rows, column, knows_formats)
        if column in beside
        else [look.EMPTY] * len(rows)
        for column in columns
    ]
    for row, signs in zip(rows, zip(*looks, strict=True), strict=True):
        if not view.has_wide(row):
            yield Line(row, "".join(signs))


def _looks_of(column: Sequence[Reading | None]) -> list[str]:
    known: dict[int, str] = {}  # equal cells share one reading
    return [
        look.EMPTY if reading is None else known.get(id(reading)) or known.setdefault(id(reading), _sign(reading))
        for reading in column
    ]


def _looks_beside(sheet: Sheet, rows: Sequence[int], column: int, knows_formats: bool) -> list[str]:
    held = (sheet.cells.get((row, column)) for row in rows)
    return [look.EMPTY if cell is None else _sign(read_cell(cell, knows_formats=knows_formats)) for cell in held]


_SIGNS = {
    ReadingKind.NIL: look.NIL,
    ReadingKind.ERROR: look.NIL,
    ReadingKind.CODE: look.CODE,
    ReadingKind.AMBIGUOUS: look.SMALL,
}
"""How cells look that hold no figure and no words."""


def _sign(reading: Reading) -> str:
    if reading.kind is not ReadingKind.FIGURES:
        return _SIGNS.get(reading.kind, look.WORDS)
    figure = reading.figures[0]
    if not figure.value:
        return look.NIL
    if figure.unit == PERCENT:
        return look.PERCENT
    large = figure.unit == RUPIAH or abs(figure.amount) >= limits().cells.money_from
    return look.LARGE if large else look.SMALL


def out_of_reach(
    sheet: Sheet, runs: Sequence[Displaced], columns: Sequence[Column], readings: Readings, right: int
) -> tuple[Readings, tuple[DisplacedRows, ...]]:
    """The ``readings`` of a table that says nothing in the rows of ``runs``, and these rows as they were read put back.

    ``sheet`` holds the rows as they stand; each of its cells up to ``right`` keeps its words, and no figure.
    """
    told: dict[tuple[int, int], Reading | None] = {}
    kept = []
    for run in runs:
        own = {
            (row, column.index): readings[row, column.index]
            for row in run.rows
            for column in columns
            if (row, column.index) in readings
        }
        told.update(dict.fromkeys(own))
        kept.append(DisplacedRows(run, own))
        for row in run.rows:
            told.update(_unread(sheet, row, columns[0].index, right))
    return readings.changed(told), tuple(kept)


def _unread(sheet: Sheet, row: int, left: int, right: int) -> Iterator[tuple[tuple[int, int], Reading]]:
    """A reading of which no figure may be used for every cell of ``row``, also of those that the shift left empty."""
    for column in range(left, right + 1):
        cell = sheet.cells.get((row, column))
        said = Reading(ReadingKind.NIL, "") if cell is None else read_cell(cell)
        yield (row, column), replace(said, kind=ReadingKind.DISPLACED)

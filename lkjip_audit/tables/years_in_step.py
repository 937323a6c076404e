"""Years over columns that stand side by side go on by one: a slip in one of them is told by the others.

2022, 2032, 2024 over three columns of realisasi are the years 2022 to 2024.  Read as it stands, the one in the middle
would be held against another year's figures, and a number that is no year against those of the report's own year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.blocks import Block
from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.model import YearSlip
from lkjip_audit.tables.sheet_view import SheetView, is_year

_NUMBER = re.compile(r"(?<![\d.,/])\d{4}(?![\d/]|[.,]\d)")


@dataclass(frozen=True, slots=True)
class _Dated:
    cell: tuple[int, int]
    text: str
    number: int


def find_year_slips(paths: Mapping[int, Sequence[str]], view: SheetView, block: Block) -> tuple[YearSlip, ...]:
    """The header cells whose number is not the year that goes on with those beside it, from left to right.

    ``paths`` are the header texts over each column.  Columns go together where these are the same words but for one
    number of four digits.  An order of three or more is believed where all but one go on by one, and the odd one is no
    year or breaks the order: 2022, 2023, 2025 leaves a year out and is no slip.  In 2022, 2023, 2022 it is either end.
    """
    found = set[YearSlip]()
    for run in _runs(paths, view, block):
        for place, year in _odd_ones([item.number for item in run]):
            odd = run[place]
            mended = "" if year is None else _NUMBER.sub(str(year), odd.text)
            found.add(YearSlip(*odd.cell, odd.text, mended, year))
    return tuple(sorted(found, key=lambda slip: (slip.row, slip.column)))


def with_years(
    paths: Mapping[int, tuple[str, ...]], slips: Sequence[YearSlip], view: SheetView
) -> Mapping[int, tuple[str, ...]]:
    """``paths`` with the years that the headers mean."""
    mended = {
        column: slip
        for slip in slips
        if slip.mended
        for span in view.within(slip.row, slip.column, slip.column)
        for column in range(span.left, span.right + 1)
    }
    return {
        column: tuple(mended[column].mended if part == mended[column].text else part for part in parts)
        if column in mended
        else parts
        for column, parts in paths.items()
    }


def _runs(paths: Mapping[int, Sequence[str]], view: SheetView, block: Block) -> Iterator[Sequence[_Dated]]:
    """The header cells that differ in one number of four digits only, from left to right, by the words over each."""
    runs = dict[tuple[str, ...], list[_Dated]]()
    for column, parts in sorted(paths.items()):
        numbers = [(text, match[0]) for text in parts for match in _NUMBER.finditer(text)]
        if len(numbers) != 1:
            continue
        text, number = numbers[0]
        cell = _header_cell(column, text, view, block)
        run = runs.setdefault(tuple(plain(_NUMBER.sub("#", part)) for part in parts), [])
        if cell is not None and (not run or run[-1].cell != cell):
            run.append(_Dated(cell, text, int(number)))
    return (run for run in runs.values() if len(run) >= limits().layout.years_in_step)


def _odd_ones(numbers: Sequence[int]) -> Iterator[tuple[int, int | None]]:
    """The place of the number that alone is out of step, and what it should be; None where either of two could be."""
    found = dict[int, int]()
    for step in (1, -1):
        for start in {number - step * place for place, number in enumerate(numbers)}:
            odd = [place for place, number in enumerate(numbers) if number != start + step * place]
            if len(odd) == 1 and (not is_year(Decimal(numbers[odd[0]])) or not _keeps_order(numbers)):
                found[odd[0]] = start + step * odd[0]
    years = sum(is_year(Decimal(number)) for number in numbers)
    if years >= len(numbers) - 1:
        yield from ((place, year if len(found) == 1 else None) for place, year in sorted(found.items()))


def _keeps_order(numbers: Sequence[int]) -> bool:
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    return all(step > 0 for step in steps) or all(step < 0 for step in steps)


def _header_cell(column: int, text: str, view: SheetView, block: Block) -> tuple[int, int] | None:
    """The row and the column of the cell over ``column`` that has ``text``; None where it was taken from its left."""
    spans = (span for row in block.header_rows for span in view.within(row, column, column) if not span.ghost)
    return next(((span.top, span.left) for span in spans if " ".join(span.text.split()) == text), None)

"""Tables that go on on the next sheet: under their header once more, or with rows alone that count on.

A page of a report becomes a sheet of its own, and only the first has the header.  Rows go on with the lowest table of
the sheet before where they count on from its last row and stand in its columns; where two such tables fit, with none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.blocks import Block, rows_going_on
from lkjip_audit.tables.continued import carries_on, counts_on, says_so
from lkjip_audit.tables.lexicon import Lexicon
from lkjip_audit.tables.map_placing import Page
from lkjip_audit.tables.sheet_view import Look, SheetView, Span
from lkjip_audit.tables.surroundings import is_page_number
from lkjip_audit.workbook.dossier import file_of


@dataclass(frozen=True, slots=True)
class Before:
    """The ``block`` that another goes on with, on the sheet of ``view``."""

    view: SheetView
    block: Block


def find_going_on(pages: Sequence[Page], lexicon: Lexicon) -> dict[int, Before]:
    """What blocks go on with the sheet before, by the ``id`` of the block; rows alone become blocks of their page."""
    found: dict[int, Before] = {}
    for last, page in pairwise(pages):
        if file_of(last.view.sheet.name) != file_of(page.view.sheet.name):
            continue
        headed = [block for block in _lowest(last) if page.blocks and _is_headed_again(last.view, block, page)]
        if len(headed) == 1:
            found[id(page.blocks[0])] = Before(last.view, headed[0])
        row = None if headed else _first_row(page)
        fitting = [] if row is None else [block for block in _lowest(last) if _fits(last.view, block, page.view, row)]
        if row is not None and len(fitting) == 1:
            above = (held for held in page.view.rows if held < row)
            begins = next((held for held in above if _counts_columns(page.view.spans(held))), row)
            rest = rows_going_on(fitting[0], page.view, lexicon, begins)
            if not page.blocks or rest.bottom < page.blocks[0].top:
                page.blocks.insert(0, rest)
                page.given = {place + 1: given for place, given in page.given.items()}
                found[id(rest)] = Before(last.view, fitting[0])
    return found


def _lowest(page: Page) -> Iterator[Block]:
    """The blocks under which no other begins."""
    return (block for block in page.blocks if not any(other.top > block.bottom for other in page.blocks))


def _is_headed_again(view: SheetView, block: Block, page: Page) -> bool:
    """Whether the first block of ``page`` has the header of ``block`` in the same columns, and counts on."""
    other = page.blocks[0]
    same = (block.left, block.right, block.signature) == (other.left, other.right, other.signature)
    if not same or not block.body_rows or not other.body_rows:
        return False
    rows = ((view, block.body_rows[-1]), (page.view, other.body_rows[0]))
    before, first = (own.within(row, block.left, block.right) for own, row in rows)
    return counts_on(before, first)


def _first_row(page: Page) -> int | None:
    """The first row of ``page`` with something to read.

    That is no number of the page, no line that says that a table goes on, and no row of column numbers.
    """
    top = page.blocks[0].top if page.blocks else page.view.last_row + 1
    for row in page.view.rows:
        spans = page.view.spans(row)
        if spans and not says_so(spans) and not is_page_number(spans) and not _counts_columns(spans):
            return row if row < top else None
    return None


def _counts_columns(spans: Sequence[Span]) -> bool:
    """Whether the cells of a row are 1, 2, 3 and so on, one in each column."""
    held = [span for span in spans if not span.ghost]
    numbers = [str(place) for place in range(1, len(held) + 1)]
    return len(held) >= limits().layout.number_row_cells and [span.text.strip("() .") for span in held] == numbers


def _fits(view: SheetView, block: Block, following: SheetView, row: int) -> bool:
    """Whether ``row``, the first of the ``following`` sheet, goes on with ``block``, which ends its own."""
    fresh = [span for span in following.spans(row) if not span.ghost]
    if any(span.left < block.left or span.right > block.right for span in fresh):
        return False
    rows = [view.within(held, block.left, block.right) for held in block.body_rows]
    return carries_on(rows[-limits().layout.figures_reach :], fresh, _usual(rows))


def _usual(rows: Sequence[Sequence[Span]]) -> list[int]:
    """The columns that hold a figure in most of ``rows``."""
    held = [span.left for row in rows for span in row if span.look is Look.NUMBER]
    return [column for column in dict.fromkeys(held) if 2 * held.count(column) > len(rows)]

"""Where tables stand on a sheet: header rows, body rows and title of each, and what is left over.

A table is found by its header: a row of short words that headers use, or one that stands over columns of
numbers. From there it grows down until a note, a signature, a title, prose, another header or a gap ends it.
A header that comes again with nothing but a page break before it continues the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.words import WordPattern
from lkjip_audit.tables.codes import is_code
from lkjip_audit.tables.continued import carries_on, says_so
from lkjip_audit.tables.gaps import parts_two_tables
from lkjip_audit.tables.headrows import Block, HeaderFinder, squeezed
from lkjip_audit.tables.lexicon import Lexicon
from lkjip_audit.tables.sheet_view import Look, SheetView, Span, is_index, shown
from lkjip_audit.tables.surroundings import (
    ends_table,
    is_page_number,
    parts_tables,
    title_line,
)

__all__ = ["Block", "Found", "find_blocks", "take_rows"]

_TITLES = (Look.TEXT, Look.YEAR)
"""A title may be no more than "Tahun 2021"."""
_TOTAL = WordPattern(r"(?:sub\s*|grand\s*)?{total_words}\b|{mean_words}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """The blocks of a sheet in reading order, and per row the columns that they take."""

    blocks: tuple[Block, ...]
    claims: dict[int, list[tuple[int, int]]]


@dataclass(slots=True)
class _Growth:
    """How far a block's body has come.

    ``pending`` are lone texts that belong to the table only if rows of it follow; ``numeric`` counts, by
    column, the body cells that hold numbers.  After ``continued``, a line that says so, only rows like those before
    go on.
    """

    last: int
    index: int
    pending: list[int] = field(default_factory=list)
    after_break: bool = False
    numeric: dict[int, int] = field(default_factory=dict)
    continued: bool = False


def find_blocks(view: SheetView, lexicon: Lexicon) -> Found:
    """The tables of one sheet."""
    finder = _BlockFinder(view, lexicon)
    for row in view.rows:
        for run in finder.runs(row):
            if finder.heads.is_header(row, run):
                finder.start(row, run)
    return Found(tuple(finder.blocks), finder.claims)


def take_rows(block: Block, view: SheetView, lexicon: Lexicon) -> None:
    """Sort the rows of ``block``, whose range and header a person gave, into those of the header and of the body."""
    finder = _BlockFinder(view, lexicon)
    bottom = block.bottom
    last = max(block.header_rows)
    block.signature = finder.heads.signature(block)
    for row in view.rows:
        if not last < row <= bottom:
            continue
        spans = [span for span in finder.heads.spans(block, row) if not span.ghost]
        if row == last + 1 and finder.heads.is_number_row(block, spans):
            block.number_row = row
        elif finder.is_repeat(block, spans) or finder.heads.numbers_again(block, row, spans):
            block.repeated_rows.append(row)
        elif spans:
            block.body_rows.append(row)
    block.after_breaks = [
        row for before, row in pairwise(block.body_rows) if any(before < r < row for r in block.repeated_rows)
    ]
    block.title_lines = finder.title(block)


def rows_going_on(block: Block, view: SheetView, lexicon: Lexicon, row: int) -> Block:
    """The rows of ``view`` from ``row`` on, which have no header, as a block in the columns of ``block``."""
    finder = _BlockFinder(view, lexicon)
    rest = Block(row, block.left, block.right, [], title_lines=[*block.title_lines], bottom=row - 1)
    rest.signature = block.signature
    finder.grow(rest, finder.heads.position[row])
    return rest


class _BlockFinder:
    """The work of one pass over a sheet."""

    def __init__(self, view: SheetView, lexicon: Lexicon) -> None:
        self.view = view
        self.lexicon = lexicon
        self.heads = HeaderFinder(view, lexicon)
        self.blocks: list[Block] = []
        self.claims: dict[int, list[tuple[int, int]]] = {}

    def runs(self, row: int) -> Iterator[list[Span]]:
        """The unclaimed spans of ``row``, cut where an empty column parts two tables side by side."""
        run: list[Span] = []
        claims = self.claims.get(row)
        if claims and self.view.lies_within(row, *claims[0]):
            return  # the whole row is in one table
        for span in self.view.spans(row):
            if span.ghost or self._is_claimed(row, span):
                continue
            gap = run and span.left > run[-1].right + 1
            if gap and parts_two_tables((run[-1].right + 1, span.left - 1), row, self.heads, self.blocks):
                yield run
                run = []
            run.append(span)
        if run:
            yield run

    def start(self, row: int, run: Sequence[Span]) -> None:
        """Make a block of the table whose header starts at ``run``, if it has a body."""
        block = self.heads.make_block(row, run)
        self.grow(block, self.heads.position[block.bottom] + 1)
        if not block.body_rows:
            return
        self._take_headless_columns(block)
        for number in range(block.top, block.bottom + 1):
            self.claims.setdefault(number, []).append((block.left, block.right))
        block.title_lines = self.title(block)
        self.blocks.append(block)

    # -- bodies ---------------------------------------------------------------------------------------------

    def grow(self, block: Block, index: int) -> None:
        """Add the body's rows, from that at ``index`` on, until something ends the table."""
        growth = _Growth(block.bottom, index)
        while growth.index < len(self.view.rows) and self._step(block, growth):
            pass
        self._keep_rest(block, growth)
        block.bottom = max([block.bottom, *block.body_rows])
        block.repeated_rows = [row for row in block.repeated_rows if row < block.bottom]

    def _step(self, block: Block, growth: _Growth) -> bool:
        """Take in one more row; False when the table has ended."""
        row = self.view.rows[growth.index]
        figures = self._plain_figures(block, row) if row == growth.last + 1 and not growth.continued else None
        if figures:
            self._take_row(block, growth, row, figures)
            growth.last = row
            growth.index += 1
            return True
        spans = self.heads.spans(block, row)
        fresh = [span for span in spans if not span.ghost]
        if not fresh or (is_page_number(fresh) and row > growth.last + 1):
            growth.last = row if spans and not fresh else growth.last
            growth.index += 1
            return True
        if self.is_repeat(block, fresh):
            return self._take_repeat(block, growth, row, self._repeated_rows(block, row), _bands(block, growth, row))
        if self.heads.numbers_again(block, row, fresh):
            return self._take_repeat(block, growth, row, [row], growth.pending if row == growth.last + 1 else ())
        if block.body_rows and says_so(fresh):
            near = row - growth.last <= limits().layout.page_gap
            growth.continued, growth.last, growth.index = True, row, growth.index + 1
            return near
        if self._ends(block, growth, row, fresh):
            return False
        if len(fresh) == 1 and fresh[0].look is Look.TEXT:
            growth.pending.append(row)
        else:
            self._take_row(block, growth, row, [span.left for span in fresh if span.look is Look.NUMBER])
        growth.last = row
        growth.index += 1
        return True

    def _plain_figures(self, block: Block, row: int) -> list[int] | None:
        """The columns of the figures of ``row``, which needs no second look right under a row of the table.

        No header, page number, note or signature holds several cells and figures among them that are no column numbers.
        """
        if not self.view.is_plain(row):
            return None
        cells = self.view.cells(row, block.left, block.right)
        found = frozenset(self.view.figures(row))
        figures = [cell for cell in cells if cell.column in found]
        if len(cells) < 2 or all(is_index(shown(cell)) for cell in figures):
            return None
        return [cell.column for cell in figures]

    def _take_row(self, block: Block, growth: _Growth, row: int, figures: Sequence[int]) -> None:
        """Take in ``row``, which has numbers in the columns ``figures``."""
        if growth.after_break:
            block.after_breaks.append((growth.pending or [row])[0])
        block.body_rows += [*growth.pending, row]
        growth.pending, growth.after_break, growth.continued = [], False, False
        for column in figures:
            growth.numeric[column] = growth.numeric.get(column, 0) + 1

    def _keep_rest(self, block: Block, growth: _Growth) -> None:
        """Keep trailing lone texts only when they are the rest of a row that was cut."""
        if not growth.pending or not block.body_rows:
            return
        first = growth.pending[0]
        text = next(span.text for span in self.heads.spans(block, first) if not span.ghost)
        joined = first == block.body_rows[-1] + 1 or growth.after_break
        if joined and text[:1].islower() and len(text) < limits().layout.longest_rest:
            block.body_rows.append(first)
            if growth.after_break:
                block.after_breaks.append(first)

    def _ends(self, block: Block, growth: _Growth, row: int, fresh: Sequence[Span]) -> bool:
        """Whether the table has ended before ``row``."""
        gap = row - growth.last - 1
        if ends_table(fresh, gap, block.left) or self._is_other_header(row, fresh, gap):
            return True
        if not block.body_rows:
            return gap > limits().layout.blank_rows
        if growth.after_break or (gap == 0 and not growth.continued):
            return False
        if gap <= limits().layout.blank_rows and not growth.continued and self._resumes(block, growth, row, fresh):
            return False
        return gap > limits().layout.page_gap or not self._carries_on(block, growth, row, fresh)

    def _carries_on(self, block: Block, growth: _Growth, row: int, fresh: Sequence[Span]) -> bool:
        """Whether ``row``, on the next page without a header, goes on with the table."""
        if any(span.left > block.right or span.right < block.left for span in self.view.spans(row)):
            return False
        rows = block.body_rows[-limits().layout.figures_reach :]
        usual = [column for column, count in growth.numeric.items() if 2 * count > len(block.body_rows)]
        return carries_on([self.heads.spans(block, held) for held in rows], fresh, usual)

    def _resumes(self, block: Block, growth: _Growth, row: int, fresh: Sequence[Span]) -> bool:
        """Whether ``row`` goes on with the table after blank rows: a total, or figures in their columns."""
        if any(span.left < block.left or span.right > block.right for span in fresh):
            return False
        if any(span.left == block.right + 1 for span in self.view.spans(row)) or len(fresh) < 2:
            return False
        if any(_TOTAL.match(span.text) for span in fresh):
            return True
        if growth.numeric:
            return any(growth.numeric.get(span.left) for span in fresh if span.look is Look.NUMBER)
        return len(fresh) >= limits().layout.full_row_share * (block.right - block.left + 1)

    def _is_other_header(self, row: int, fresh: Sequence[Span], gap: int) -> bool:
        """Whether another table's header starts at ``row``."""
        if len(fresh) < 2 or any(span.look not in (Look.TEXT, Look.YEAR, Look.NIL) for span in fresh):
            return False
        own = limits().layout
        if any(len(span.text) > own.longest_label for span in fresh):
            return False
        known = (self.lexicon.coverage(span.text, mend=False) >= own.all_known for span in fresh)
        if gap == 0:
            return len(fresh) >= own.fewest_heads and all(known)
        covered = sum(known)
        return covered >= own.header_share * len(fresh) and self.heads.is_header(row, fresh)

    # -- repeated headers -----------------------------------------------------------------------------------

    def is_repeat(self, block: Block, fresh: Sequence[Span]) -> bool:
        """Whether ``fresh`` are the words of the block's first header row, at their columns."""
        ours, share = block.signature, limits().layout.repeat_share
        if len(ours) < 2 or len(fresh) < share * len(ours) or any(span.look is Look.NUMBER for span in fresh):
            return False
        needed = max(2, share * max(len(ours), len(fresh)))
        left, same = len(fresh), 0
        for span in fresh:
            if same + left < needed:  # most rows are told from the header by their first cells
                return False
            left -= 1
            same += (span.left, squeezed(span.text)) in ours
        return same >= needed

    def _take_repeat(
        self, block: Block, growth: _Growth, row: int, taken: Sequence[int], bands: Sequence[int] = ()
    ) -> bool:
        """Pass over the rows ``taken`` of a header that came again at ``row``; False when it begins another table.

        ``bands`` are the lone texts before it that are the table's nevertheless.
        """
        between = [self.heads.spans(block, number)[0].text for number in growth.pending]
        if row - growth.last - 1 > limits().layout.page_gap or any(map(parts_tables, between)):
            return False
        block.repeated_rows.extend(taken)
        block.body_rows.extend(bands)
        growth.pending, growth.after_break, growth.last = [], True, taken[-1]
        growth.index = self.heads.position[taken[-1]] + 1
        return True

    def _repeated_rows(self, block: Block, row: int) -> list[int]:
        """The rows of the header that comes again at ``row``: as many as are the same, and its number row."""
        taken = [row]
        following = iter(self.heads.next_rows(row, len(block.header_rows) + 1))
        number = next(following, None)
        for header_row in block.header_rows[1:]:
            if number is None or not self.heads.is_same_row(block, header_row, number):
                break
            taken.append(number)
            number = next(following, None)
        if number is not None:
            spans = [span for span in self.heads.spans(block, number) if not span.ghost]
            if self.heads.is_number_row(block, spans):
                taken.append(number)
        return taken

    # -- around ---------------------------------------------------------------------------------------------

    def _take_headless_columns(self, block: Block) -> None:
        """Widen the block by columns on its right that have no header and something in most body rows.

        And by one of codes on its left: many forget to head it.
        """
        if self._has_headless_codes(block):
            block.left -= 1
        while True:
            column = block.right + 1
            held = sum(self.view.begins_at(row, column) for row in block.body_rows)
            if held < max(2, limits().layout.column_share * len(block.body_rows)) or self.heads.head_over(
                block, column
            ):
                return
            block.right = column

    def _has_headless_codes(self, block: Block) -> bool:
        """Whether codes stand right of nothing, left of the block, in enough of its rows."""
        column = block.left - 1
        if column < 1 or self.heads.head_over(block, column):
            return False
        cells = self.view.sheet.cells
        found = [cell for row in block.body_rows if (cell := cells.get((row, column))) is not None]
        enough = max(2, limits().layout.coded_share * len(block.body_rows))
        return len(found) >= enough and all(isinstance(cell.value, str) and is_code(cell.value) for cell in found)

    def title(self, block: Block) -> list[str]:
        """The lines over the block, from top to bottom: lone texts, not more than two blank rows apart."""
        lines: list[str] = []
        own, last = limits().layout, block.top
        place = self.heads.position[block.top]
        for row in reversed(self.view.rows[max(0, place - own.title_reach) : place]):
            spans = [span for span in self.view.spans(row) if not span.ghost]
            near = [span for span in spans if span.right >= block.left - 2 and span.left <= block.right]
            if (
                row < last - own.title_gap
                or len(near) != 1
                or near[0].look not in _TITLES
                or self._is_claimed(row, near[0])
            ):
                break
            line, begins = title_line(near[0].text, lines)
            lines = [line, *lines] if line else lines
            last = row
            if begins or len(lines) == own.title_lines:
                break
        return lines

    def _is_claimed(self, row: int, span: Span) -> bool:
        return any(left <= span.left <= right for left, right in self.claims.get(row, ()))


def _bands(block: Block, growth: _Growth, row: int) -> Sequence[int]:
    """The lone texts right under the last row of the body that a page parts from the header at ``row``.

    They head rows of the next page; a text right above the header is what that page is called.
    """
    pending = growth.pending
    if not pending or not block.body_rows or row <= growth.last + 1:
        return ()
    first = block.body_rows[-1] + 1
    return tuple(pending) if pending == list(range(first, first + len(pending))) else ()

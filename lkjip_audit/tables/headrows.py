"""Which rows of a sheet head a table: the first by its words or its shape, then those that go on with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lkjip_audit.figures.ranges import looks_like_range
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.tables.lexicon import Lexicon, plain
from lkjip_audit.tables.numbering import as_typed, lettered
from lkjip_audit.tables.sheet_view import Look, SheetView, Span, is_index
from lkjip_audit.tables.surroundings import is_caption

_LIKE_A_YEAR = re.compile(r"\d{4}")
_LED_BY_YEAR = re.compile(r"(?:19|20)\d\d\s+([a-z].*)", re.IGNORECASE | re.DOTALL)
_SCALED = re.compile(r"(?<=rp)\.?\s*[(.,]*\s*0{3}\s*\)?$")
_SHORT_HEADERS = frozenset({"rp", "rp.", "%", "rupiah", "k", "f", "i", "ii", "iii", "iv", "v", "l", "p"})


@dataclass(slots=True)
class Block:
    """A table as rows and columns of its sheet, before anything is known of its meaning.

    ``repeated_rows`` are the rows of headers that came again; ``after_breaks`` the body rows right after
    them.
    ``signature`` is the first header row, by column, without blanks and marks.
    """

    top: int
    left: int
    right: int
    header_rows: list[int]
    number_row: int | None = None
    body_rows: list[int] = field(default_factory=list)
    repeated_rows: list[int] = field(default_factory=list)
    after_breaks: list[int] = field(default_factory=list)
    title_lines: list[str] = field(default_factory=list)
    signature: frozenset[tuple[int, str]] = frozenset()
    bottom: int = 0


class HeaderFinder:
    """Finds headers on one sheet."""

    def __init__(self, view: SheetView, lexicon: Lexicon) -> None:
        self.view = view
        self.lexicon = lexicon
        self.position = {row: index for index, row in enumerate(view.rows)}

    def is_header(self, row: int, run: Sequence[Span]) -> bool:
        """Whether ``run``, spans side by side on ``row``, can be the first row of a header."""
        if (
            len(run) > limits().layout.fewest_heads
            and run[0].text == "1"
            and all(self.is_header_word(span.text) for span in run[1:])
        ):
            return True  # a "1" where "No" should be
        strange = [span for span in run if self._is_no_head(span)]
        held = [span for span in run if span.look is not Look.NIL]
        if strange and not _are_years_but(strange, [span for span in held if _is_dated(span)]):
            return False
        texts = [span.text for span in held]
        if self._are_titles(row, run):
            return False
        if len(texts) < 2 or any(len(text) > limits().layout.longest_header for text in texts):
            return False
        known = sum(self.is_header_word(text) for text in texts)
        years = len(strange) + sum(span.look is Look.YEAR for span in run)
        if len(texts) == 2:
            return known == 2 and self._has_figures_below(row, run)
        if known >= 1 and known + years >= limits().layout.header_share * len(texts):
            return True
        return self._stands_over_numbers(row, run, known)

    def is_header_word(self, text: str) -> bool:
        """Whether ``text`` is made of words that headers use."""
        return self.lexicon.coverage(text) >= limits().layout.known_share

    def _is_no_head(self, span: Span) -> bool:
        """Whether ``span`` holds a number and no words that head a column.

        "2016 Target %" is a header, "2016 orang" is a figure.
        """
        if span.look is Look.OTHER:
            return True
        if _SCALED.search(plain(span.text)):
            return False
        led = _LED_BY_YEAR.match(span.text) if span.look is Look.NUMBER else None
        return span.look is Look.NUMBER and (led is None or not self.is_header_word(led.group(1)))

    def make_block(self, row: int, run: Sequence[Span]) -> Block:
        """A block with all header rows from ``row`` on, and the column-number row that may end them."""
        block = Block(row, run[0].left, run[-1].right, [row])
        reach = max(span.bottom for span in self.spans(block, row))
        last = row
        for number in self.next_rows(row, limits().layout.most_header_rows + 1):
            spans = [span for span in self._with_overhang(block, number) if not span.ghost]
            if self.is_number_row(block, spans) and self._numbers_better(block, spans):
                if block.number_row is not None:
                    block.header_rows.append(block.number_row)
                block.number_row = number
                continue
            if block.number_row is not None and not self._names_halves(spans):
                break
            full = len(block.header_rows) >= limits().layout.most_header_rows
            if full or (number > reach and not self._continues_header(block, spans)):
                break
            block.header_rows.append(number)
            block.right = max([block.right, *(span.right for span in spans)])
            block.left = min([block.left, *(span.left for span in spans)])
            reach = max([reach, *(span.bottom for span in spans)])
            last = number
        self._take_row_above(block)
        block.bottom = max(block.number_row or last, last)
        block.signature = self.signature(block)
        return block

    def signature(self, block: Block) -> frozenset[tuple[int, str]]:
        """The first header row of ``block``, by column, without blanks and marks."""
        return frozenset((span.left, squeezed(span.text)) for span in self.spans(block, block.top) if not span.ghost)

    def is_number_row(self, block: Block, spans: Sequence[Span]) -> bool:
        """Whether ``spans`` number the columns: 1 2 3, (1) (2), 12=(10-6), a b c."""
        held = [span for span in spans if span.look is not Look.NIL]
        width, own = block.right - block.left + 1, limits().layout
        if len(held) < 2 or (len(held) < own.number_row_share * width and len(held) < own.number_row_cells):
            return False
        numbers = list(_numbers(held).values())
        if not numbers:
            return False
        rising = sum(after > before for before, after in pairwise(numbers))
        highest = own.column_number_times * width + own.column_number_more
        return rising >= own.number_row_rising * (len(numbers) - 1) and max(numbers) <= highest

    def _numbers_better(self, block: Block, spans: Sequence[Span]) -> bool:
        """Whether ``spans`` number the columns where nothing does so far, or only a row that starts anew.

        Under "Target tahun ke-" and "Realisasi tahun ke-" stand 1 to 5 each: years, above the numbers of the columns.
        """
        if block.number_row is None:
            return True
        before, now = (list(_numbers(row).values()) for row in (self.spans(block, block.number_row), spans))
        return not _rises(before) and _rises(now)

    def is_same_row(self, block: Block, header_row: int, row: int) -> bool:
        """Whether ``row`` holds nearly the words of ``header_row``."""
        ours, theirs = (
            {squeezed(span.text) for span in self.spans(block, number) if not span.ghost}
            for number in (header_row, row)
        )
        return len(ours & theirs) >= limits().layout.same_header_share * max(len(ours), len(theirs), 1)

    def numbers_again(self, block: Block, row: int, spans: Sequence[Span]) -> bool:
        """Whether ``spans``, in ``row``, are the block's column numbers, at the top of the next page.

        They are those under its header once more, or count its columns where the header has none.  A row of a table may
        hold the same numbers by chance, but not under a head whose other cells are words.
        """
        if not self.is_number_row(block, spans):
            return False
        ours = _numbers(spans)
        if block.number_row is None:
            if list(ours.values()) != list(range(1, len(ours) + 1)) or min(ours) != block.left:
                return False
        elif _numbers(self.spans(block, block.number_row)) != ours:
            return False
        around = (self.spans(block, at) for at in (*block.body_rows, *self.next_rows(row, limits().layout.body_reach)))
        cells = [span for other in around if _numbers(other) != ours for span in other if not span.ghost]
        words = {span.left for span in cells if span.look is Look.TEXT and not is_index(span.text)}
        return not words.isdisjoint(ours.keys() - {span.left for span in cells if span.look is Look.NUMBER})

    def head_over(self, block: Block, column: int) -> bool:
        """Whether something stands over ``column`` beside the block's header."""
        rows = [block.top - 1, *block.header_rows]
        return any(span.left <= column <= span.right for row in rows for span in self.view.spans(row))

    def spans(self, block: Block, row: int) -> list[Span]:
        """The spans of ``row`` in the block's columns."""
        return self.view.within(row, block.left, block.right)

    def next_rows(self, row: int, count: int) -> Iterator[int]:
        """The next rows that hold something, as long as no blank row parts them."""
        start = self.position[row] + 1
        last = row
        for number in self.view.rows[start : start + count]:
            if number > last + 1:
                return
            last = number
            yield number

    # -- first rows -----------------------------------------------------------------------------------------

    def _are_titles(self, row: int, run: Sequence[Span]) -> bool:
        """Whether ``run`` are the titles of tables side by side: each over the first column of a header of its own."""
        below = next(self.next_rows(row, 1), None)
        if below is None or len(run) < 2 or any(span.wide for span in run):
            return False
        heads: list[list[Span]] = []
        for span in self.view.within(below, run[0].left, self.view.last_column):
            if heads and span.left == heads[-1][-1].right + 1:
                heads[-1].append(span)
            else:
                heads.append([span])
        starts = [head[0].left for head in heads if len(head) > 1]
        return len(starts) == len(heads) and starts == [span.left for span in run]

    def _has_figures_below(self, row: int, run: Sequence[Span]) -> bool:
        """Whether one of the next rows holds a number under ``run``: two words alone make no header."""
        return any(
            span.look in (Look.NUMBER, Look.NIL, Look.YEAR) or looks_like_range(span.text)
            for below in self.next_rows(row, limits().layout.figures_reach)
            for span in self.view.within(below, run[0].left, run[-1].right)
        )

    def _stands_over_numbers(self, row: int, run: Sequence[Span], known: int) -> bool:
        """Whether ``run``, of words that headers are not known to use, heads numbers by its mere shape."""
        texts = [span.text for span in run]
        if any(len(text) > limits().layout.longest_label or text.endswith(":") for text in texts):
            return False
        twice = len(set(texts)) < len(texts)
        needed = 1 if known or all(span.cell.bold for span in run) else 2
        headed = {column for head in run[1:] for column in range(head.left, head.right + 1)}
        hits: dict[int, int] = {}
        for below in self.next_rows(row, needed + 2):
            spans = [span for span in self.view.within(below, run[0].left, run[-1].right) if not span.ghost]
            for span in spans[1:]:
                if span.left in headed and span.look in (Look.NUMBER, Look.NIL):
                    hits[span.left] = hits.get(span.left, 0) + 1
        if twice:  # a row of data repeats its words, and only some of its columns go on as figures
            return sum(count >= needed for count in hits.values()) >= limits().layout.header_share * (len(run) - 1)
        return max(hits.values(), default=0) >= needed

    # -- further rows ---------------------------------------------------------------------------------------

    def _with_overhang(self, block: Block, row: int) -> list[Span]:
        """The spans of ``row`` in the block, and those that go on to its right under no header."""
        spans = self.spans(block, row)
        right = max([block.right, *(span.right for span in spans)])
        for span in self.view.spans(row):
            if span.left == right + 1 and not self.head_over(block, span.left):
                spans.append(span)
                right = span.right
        return spans

    def _continues_header(self, block: Block, spans: Sequence[Span]) -> bool:
        """Whether ``spans``, of the row under the header so far, are one more row of it."""
        texts = [span for span in spans if span.look is not Look.NIL]
        strange = [span for span in texts if self._is_no_head(span)]
        if not texts or (strange and not _are_years_but(strange, texts)):
            return False
        if any(len(span.text) > limits().layout.longest_header for span in texts):
            return False
        known = len(strange) + sum(
            span.look is Look.YEAR or self.is_header_word(span.text) or _is_short_header(span.text)
            for span in texts
            if span not in strange
        )
        above = [span for row in block.header_rows for span in self.spans(block, row)]
        last = max(span.right for span in (*above, *texts))
        under_group = [span for span in texts if _is_under_group(span, above, last)]
        # A body row has words under single-column headers; a sub-header only if all of it is header words.
        if len(under_group) == len(texts):
            return True
        return known == len(texts) and (len(texts) > 1 or bool(under_group))

    def _names_halves(self, spans: Sequence[Span]) -> bool:
        """Whether ``spans``, under the column-number row, are one more row of the header: "K", "Rp." throughout."""
        return len(spans) > 1 and all(_is_short_header(span.text) for span in spans)

    def _take_row_above(self, block: Block) -> None:
        """Take in the row above when it holds group words over some of the header's columns."""
        row = block.top - 1
        spans = [span for span in self.view.within(row, block.left, block.right) if not span.ghost]
        inside = [span for span in spans if span.left >= block.left and span.right <= block.right]
        if not inside or len(inside) != len(spans):
            return
        whole = len(inside) == 1 and inside[0].left == block.left and inside[0].right == block.right
        if not whole and all(self._is_group_word(block, span) for span in inside):
            block.header_rows.insert(0, row)
            block.top = row

    def _is_group_word(self, block: Block, span: Span) -> bool:
        word = span.look is Look.YEAR or (
            self.is_header_word(span.text) and len(span.text) <= limits().layout.longest_label
        )
        return word and (span.wide or span.left > block.left) and not is_caption(span.text)


def _numbers(spans: Sequence[Span]) -> dict[int, int]:
    """The columns' numbers that ``spans`` give, by column; none where anything else stands among them."""
    held = [span for span in spans if not span.ghost and span.look is not Look.NIL]
    texts = {span.left: as_typed(span.text) for span in held}
    if not all(map(is_index, texts.values())):
        return lettered((span.left, span.text) for span in held)
    numbers = {left: int(match.group()) for left, text in texts.items() if (match := re.search(r"\d+", text))}
    negative = [numbers[span.left] for span in held if texts[span.left] != span.text]
    return {} if negative and negative != [*range(1, len(negative) + 1)] else numbers


def squeezed(text: str) -> str:
    """``text`` without blanks and marks, for telling whether a header came again."""
    return re.sub(r"[\W_]+", "", plain(text))


def _are_years_but(strange: Sequence[Span], texts: Sequence[Span]) -> bool:
    """Whether all of ``texts`` are years but one number as long: 2022, 2203, 2024."""
    years = sum(span.look is Look.YEAR for span in texts)
    return (
        years >= 2 and len(strange) == 1 == len(texts) - years and _LIKE_A_YEAR.fullmatch(strange[0].text) is not None
    )


def _is_dated(span: Span) -> bool:
    """Whether the span holds a year, or a number as long."""
    return span.look is Look.YEAR or _LIKE_A_YEAR.fullmatch(span.text) is not None


def _is_under_group(span: Span, above: Sequence[Span], last: int) -> bool:
    """Whether over ``span`` there is a header of several columns, or a blank where a merge was lost.

    ``last`` is the last column of the header.
    """
    over = [head for head in above if head.left <= span.left <= head.right]
    if not over or any(head.wide for head in over):
        return True
    right = max(head.right for head in over) + 1
    return right <= last and not any(head.left <= right <= head.right for head in above)


def _is_short_header(text: str) -> bool:
    return _SCALED.sub("", plain(text)).strip("(). ") in _SHORT_HEADERS


def _rises(numbers: Sequence[int]) -> bool:
    """Whether each number is above the one before it."""
    return all(after > before for before, after in pairwise(numbers))

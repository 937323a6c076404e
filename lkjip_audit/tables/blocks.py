"""Where tables stand on a sheet: header rows, body rows and title of each, and what is left over.

A table is found by its header: a row of short words that headers use, or one that stands over columns of numbers.
From there it grows down until a note, a signature, a title, prose, another header or a gap ends it.  A header that
comes again with nothing but a page break before it continues the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from lkjip_audit.tables.lexicon import Lexicon, plain
from lkjip_audit.tables.view import Look, SheetView, Span, is_index

_MOST_HEADER_ROWS = 6
_LONGEST_HEADER = 160
_LONGEST_LABEL = 70
_BLANKS_INSIDE = 2
_PAGE_GAP = 8
_LONGEST_TITLE = 150
_LONGEST_LEAD_IN = 300
_NOTE = re.compile(
    r"(?:sumber|catatan|ket(?:erangan)?|note|nb|\*+\)?|cat)\s*(?:data\s*)?[:.]|\*+\)?\s*\w|sumber\s+(?:data|:)",
    re.I,
)
_CAPTION = re.compile(
    r"(?:tabel|tabel\.|table|gambar|grafik|diagram|lampiran|bab|lamp)\b[\s.:-]*(?:[\divxlc]|$)", re.I
)
_NUMBERED_CAPTION = re.compile(r"[\d.]+\s+tabel\b", re.I)
_PAGE_NUMBER = re.compile(r"(?:hal(?:aman)?\.?|page)?[\s\-–|]*\d{1,4}[\s\-–|]*(?:dari|of)?\s*\d{0,4}", re.I)
_HEADING = re.compile(r"(?:[\divxlc]+\.)+[\d]*\.?\s+\D|[a-z][.)]\s+\D", re.I)
_SIGNATURE = re.compile(
    r"(?:nip\b|mengetahui|pembina\b|kepala\s+(?:badan|dinas|kantor|bagian|biro|satuan|pelaksana)|inspektur\b|bupati\b|"
    r"wali\s*kota\b|gubernur\b|camat\b|sekretaris\s+daerah|direktur\b|plt\.?\s|a\.?n\.?\s+(?:bupati|wali)|"
    r"[a-z .]+,\s+(?:tanggal\s+)?\d{0,2}\s*(?:januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|"
    r"oktober|november|nopember|desember)\s+\d{4})",
    re.I,
)
_TOTAL = re.compile(r"(?:sub\s*|grand\s*)?(?:total|jumlah)|rata\s*-?\s*rata|rerata", re.I)


@dataclass(slots=True)
class Block:
    """A table as rows and columns of its sheet, before anything is known of its meaning."""

    top: int
    left: int
    right: int
    header_rows: list[int]
    number_row: int | None = None
    body_rows: list[int] = field(default_factory=list)
    repeated_rows: list[int] = field(default_factory=list)
    after_breaks: list[int] = field(default_factory=list)
    title_lines: list[str] = field(default_factory=list)
    signature: set[tuple[int, str]] = field(default_factory=set)
    bottom: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The blocks of a sheet in reading order, and per row the columns that they take."""

    blocks: tuple[Block, ...]
    claims: dict[int, list[tuple[int, int]]]


def find_blocks(view: SheetView, lexicon: Lexicon) -> Found:
    """The tables of one sheet."""
    finder = _Finder(view, lexicon)
    for row in view.rows:
        for run in finder.runs(row):
            finder.try_start(row, run)
    return Found(tuple(finder.blocks), finder.claims)


class _Finder:
    """The work of one pass over a sheet."""

    def __init__(self, view: SheetView, lexicon: Lexicon) -> None:
        self.view = view
        self.lexicon = lexicon
        self.blocks: list[Block] = []
        self.claims: dict[int, list[tuple[int, int]]] = {}
        self._position = {row: index for index, row in enumerate(view.rows)}

    # -- headers ------------------------------------------------------------------------------------------------

    def runs(self, row: int) -> Iterator[list[Span]]:
        """The unclaimed spans of ``row``, cut where an empty column parts two tables side by side."""
        run: list[Span] = []
        for span in self.view.spans(row):
            if span.ghost or self._is_claimed(row, span):
                continue
            if (
                run
                and span.left > run[-1].right + 1
                and not self._bridged(row, run[-1].right + 1, span.left - 1)
            ):
                yield run
                run = []
            run.append(span)
        if run:
            yield run

    def try_start(self, row: int, run: Sequence[Span]) -> None:
        """Make a block of the table whose header starts at ``run``, if one does."""
        if not self.is_header(row, run):
            return
        block = Block(row, run[0].left, run[-1].right, [row])
        self._take_header(block)
        self._raise_header(block)
        self._grow(block)
        if not block.body_rows:
            return
        self._take_headless_columns(block)
        self._claim(block)
        block.title_lines = self._title(block)
        self.blocks.append(block)

    def is_header(self, row: int, run: Sequence[Span]) -> bool:
        """Whether ``run`` can be the first row of a header."""
        if len(run) > 3 and run[0].text == "1" and all(self._is_header_word(span.text) for span in run[1:]):
            return True  # a "1" where "No" should be
        if len(run) < 2 or any(span.look in (Look.NUMBER, Look.OTHER) for span in run):
            return False
        texts = [span.text for span in run if span.look is not Look.NIL]
        if len(texts) < 2 or any(len(text) > _LONGEST_HEADER for text in texts):
            return False
        known = sum(self._is_header_word(text) for text in texts)
        years = sum(span.look is Look.YEAR for span in run)
        if len(texts) == 2:
            return known == 2 and self._has_figures_below(row, run)
        if known >= 1 and known + years >= 0.5 * len(texts):
            return True
        return self._stands_over_numbers(row, run, known)

    def _is_header_word(self, text: str) -> bool:
        return self.lexicon.coverage(text) >= 0.6

    def _has_figures_below(self, row: int, run: Sequence[Span]) -> bool:
        """Whether one of the next rows holds a number under ``run``: two words alone make no header."""
        for below in self._next_rows(row, 4):
            spans = self.view.within(below, run[0].left, run[-1].right)
            if any(span.look in (Look.NUMBER, Look.NIL, Look.YEAR) for span in spans):
                return True
        return False

    def _stands_over_numbers(self, row: int, run: Sequence[Span], known: int) -> bool:
        """Whether ``run``, of words that no header is known to use, heads columns of numbers by its mere shape."""
        texts = [span.text for span in run]
        if any(len(text) > _LONGEST_LABEL or text.endswith(":") for text in texts) or len(set(texts)) < len(
            texts
        ):
            return False
        needed = 1 if known or all(span.cell.bold for span in run) else 2
        below = self._next_rows(row, needed + 2)
        hits: dict[int, int] = {}
        for number in below:
            spans = [span for span in self.view.within(number, run[0].left, run[-1].right) if not span.ghost]
            if (
                len(spans) < 2
                or spans[0].look is Look.NUMBER
                and len(spans) == sum(s.look is Look.NUMBER for s in spans) == 1
            ):
                continue
            for span in spans[1:]:
                if span.look in (Look.NUMBER, Look.NIL) and any(
                    head.left <= span.left <= head.right for head in run[1:]
                ):
                    hits[span.left] = hits.get(span.left, 0) + 1
        return max(hits.values(), default=0) >= needed

    def _take_header(self, block: Block) -> None:
        """Add the further rows of the header, and the column-number row that may end it."""
        reach = max(span.bottom for span in self._spans(block, block.top))
        last = block.top
        for row in self._next_rows(block.top, _MOST_HEADER_ROWS + 1):
            if row > last + 1 and row > reach:
                break
            spans = [span for span in self._with_overhang(block, row) if not span.ghost]
            if self.is_number_row(block, spans):
                block.number_row = row
                break
            if len(block.header_rows) >= _MOST_HEADER_ROWS:
                break
            if row > reach and not self._continues_header(block, row, spans):
                break
            block.header_rows.append(row)
            block.right = max([block.right, *(span.right for span in spans)])
            block.left = min([block.left, *(span.left for span in spans)])
            reach = max([reach, *(span.bottom for span in spans)])
            last = row

    def _with_overhang(self, block: Block, row: int) -> list[Span]:
        """The spans of ``row`` in the block, and those that go on to its right where no header stands over them."""
        spans = self._spans(block, row)
        right = max([block.right, *(span.right for span in spans)])
        for span in self.view.spans(row):
            if span.left == right + 1 and not self._head_over(block, span.left):
                spans.append(span)
                right = span.right
        return spans

    def is_number_row(self, block: Block, spans: Sequence[Span]) -> bool:
        """Whether ``spans`` number the columns: 1 2 3, (1) (2), 12=(10-6)."""
        held = [span for span in spans if span.look is not Look.NIL]
        width = block.right - block.left + 1
        if len(held) < 2 or len(held) < 0.5 * width and len(held) < 4:
            return False
        if not all(is_index(span.text) for span in held):
            return False
        numbers = [int(match.group()) for span in held if (match := re.search(r"\d+", span.text))]
        rising = sum(after > before for before, after in zip(numbers, numbers[1:], strict=False))
        return (
            len(numbers) == len(held) and rising >= 0.7 * (len(numbers) - 1) and max(numbers) <= 3 * width + 5
        )

    def _continues_header(self, block: Block, row: int, spans: Sequence[Span]) -> bool:
        """Whether the row under the header so far is one more row of it."""
        texts = [span for span in spans if span.look is not Look.NIL]
        if not texts or any(span.look in (Look.NUMBER, Look.OTHER) for span in texts):
            return False
        if any(len(span.text) > _LONGEST_HEADER for span in texts):
            return False
        known = sum(
            span.look is Look.YEAR or self._is_header_word(span.text) or _is_unit(span.text) for span in texts
        )
        above = [span for header_row in block.header_rows for span in self._spans(block, header_row)]
        last = max(span.right for span in (*above, *texts))
        under_group = [span for span in texts if _is_under_group(span, above, last)]
        # A body row has words under single-column headers; a sub-header does not, unless all of it is header words.
        if known >= max(1, 0.6 * len(texts)) and (len(texts) > 1 or under_group):
            return len(under_group) == len(texts) or known == len(texts)
        return len(under_group) == len(texts)

    def _raise_header(self, block: Block) -> None:
        """Take in the row above when it holds group words over the header's columns."""
        row = block.top - 1
        spans = [span for span in self.view.within(row, block.left, block.right) if not span.ghost]
        inside = [span for span in spans if span.left >= block.left and span.right <= block.right]
        if not inside or len(inside) != len(spans) or any(self._is_claimed(row, span) for span in inside):
            return
        whole = len(inside) == 1 and inside[0].left == block.left and inside[0].right >= block.right
        words = [
            span for span in inside if self._is_header_word(span.text) and len(span.text) <= _LONGEST_LABEL
        ]
        groups = [span for span in inside if span.wide or span.left > block.left]
        if (
            whole
            or len(words) + sum(s.look is Look.YEAR for s in inside) < len(inside)
            or len(groups) < len(inside)
        ):
            return
        if any(_CAPTION.match(span.text) for span in inside):
            return
        block.header_rows.insert(0, row)
        block.top = row

    # -- bodies -------------------------------------------------------------------------------------------------

    def _grow(self, block: Block) -> None:
        """Add the body's rows, until something ends the table."""
        last = block.number_row or block.header_rows[-1]
        pending: list[int] = []
        after_break = False
        numeric: dict[int, int] = {}
        index = self._position[last] + 1
        rows = self.view.rows
        while index < len(rows):
            row = rows[index]
            spans = self._spans(block, row)
            fresh = [span for span in spans if not span.ghost]
            gap = row - last - 1
            if not fresh:
                last = row if spans else last
                index += 1
                continue
            if len(fresh) == 1 and _PAGE_NUMBER.fullmatch(fresh[0].text) and row - last > 1:
                index += 1
                continue
            if self._is_repeat(block, row, fresh):
                if gap > _PAGE_GAP or self._has_title_between(block, last, row, pending):
                    break
                taken = self._skip_repeat(block, row)
                pending, after_break, last = [], True, taken[-1]
                block.repeated_rows.extend(taken)
                index = self._position[last] + 1
                continue
            if self._ends(block, row, fresh, gap, numeric, after_break):
                break
            if self._is_loose_text(block, fresh):
                pending.append(row)
            else:
                if after_break:
                    block.after_breaks.append((pending or [row])[0])
                block.body_rows += [*pending, row]
                pending, after_break = [], False
                for span in fresh:
                    if span.look is Look.NUMBER:
                        numeric[span.left] = numeric.get(span.left, 0) + 1
            last = row
            index += 1
        self._keep_pending(block, pending, after_break)
        block.bottom = max([*block.header_rows, block.number_row or 0, *block.body_rows])
        block.repeated_rows = [row for row in block.repeated_rows if row < block.bottom]

    def _keep_pending(self, block: Block, pending: list[int], after_break: bool) -> None:
        """Keep trailing lone texts only when they are the rest of a row that was cut."""
        if not pending or not block.body_rows:
            return
        first = pending[0]
        spans = [span for span in self._spans(block, first) if not span.ghost]
        joined = first == block.body_rows[-1] + 1 or after_break
        if joined and spans and spans[0].text[:1].islower() and len(spans[0].text) < 120:
            block.body_rows.append(first)
            if after_break:
                block.after_breaks.append(first)

    def _ends(
        self,
        block: Block,
        row: int,
        fresh: Sequence[Span],
        gap: int,
        numeric: dict[int, int],
        after_break: bool,
    ) -> bool:
        """Whether the table has ended before ``row``."""
        first = fresh[0].text
        texts_only = all(span.look is Look.TEXT for span in fresh)
        if texts_only and (
            _SIGNATURE.match(first) or len(fresh) == 1 and (_NOTE.match(first) or _CAPTION.match(first))
        ):
            return True
        if (
            len(fresh) == 1
            and texts_only
            and len(first) > 250
            and (fresh[0].left == block.left or fresh[0].wide)
        ):
            return True
        if texts_only and len(fresh) > 1 and any(_SIGNATURE.match(span.text) for span in fresh):
            return True
        if self._is_other_header(block, row, fresh, gap):
            return True
        if not block.body_rows:
            return gap > _BLANKS_INSIDE
        if gap == 0 or after_break:
            return False
        return gap > _BLANKS_INSIDE or not self._resumes(block, row, fresh, numeric)

    def _resumes(self, block: Block, row: int, fresh: Sequence[Span], numeric: dict[int, int]) -> bool:
        """Whether ``row`` goes on with the table after blank rows: a total, or figures where figures stood."""
        if any(span.left < block.left or span.right > block.right for span in fresh):
            return False
        spread = [span for span in self.view.spans(row) if span.left == block.right + 1]
        if spread:
            return False
        if any(_TOTAL.match(span.text) for span in fresh) and len(fresh) > 1:
            return True
        figures = [span for span in fresh if span.look is Look.NUMBER]
        if numeric:
            return len(fresh) > 1 and any(numeric.get(span.left) for span in figures)
        return len(fresh) >= max(2, 0.6 * (block.right - block.left + 1))

    def _is_other_header(self, block: Block, row: int, fresh: Sequence[Span], gap: int) -> bool:
        """Whether another table's header starts at ``row``."""
        if len(fresh) < 2 or any(span.look not in (Look.TEXT, Look.YEAR, Look.NIL) for span in fresh):
            return False
        if any(len(span.text) > _LONGEST_LABEL for span in fresh):
            return False
        covered = [self.lexicon.coverage(span.text, mend=False) >= 0.99 for span in fresh]
        if gap == 0:
            return sum(covered) == len(fresh) >= 3
        return self.is_header(row, fresh) and sum(covered) >= 0.5 * len(fresh)

    def _is_loose_text(self, block: Block, fresh: Sequence[Span]) -> bool:
        """Whether a row is a lone text, which belongs to the table only if rows of it follow."""
        return len(fresh) == 1 and fresh[0].look is Look.TEXT

    # -- repeated headers ---------------------------------------------------------------------------------------

    def _is_repeat(self, block: Block, row: int, fresh: Sequence[Span]) -> bool:
        if any(span.look is Look.NUMBER for span in fresh):
            return False
        ours = self._signature(block)
        if len(ours) < 2 or len(fresh) < 0.8 * len(ours):
            return False
        theirs = {(span.left, _squeezed(span.text)) for span in fresh}
        return len(ours & theirs) >= 2 and len(ours & theirs) >= 0.8 * max(len(ours), len(theirs))

    def _signature(self, block: Block) -> set[tuple[int, str]]:
        """The first row of the block's header, by column, without blanks and marks."""
        if not block.signature:
            first = self._spans(block, block.header_rows[0])
            block.signature = {(span.left, _squeezed(span.text)) for span in first if not span.ghost}
        return block.signature

    def _skip_repeat(self, block: Block, row: int) -> list[int]:
        """The rows of a header that comes again at ``row``: as many as are the same, and its number row."""
        taken = [row]
        index = self._position[row] + 1
        for header_row in block.header_rows[1:]:
            if index >= len(self.view.rows):
                break
            number = self.view.rows[index]
            ours = {_squeezed(span.text) for span in self._spans(block, header_row) if not span.ghost}
            theirs = {_squeezed(span.text) for span in self._spans(block, number) if not span.ghost}
            if number != taken[-1] + 1 or len(ours & theirs) < 0.6 * max(len(ours), len(theirs), 1):
                break
            taken.append(number)
            index += 1
        if index < len(self.view.rows) and self.view.rows[index] == taken[-1] + 1:
            spans = [span for span in self._spans(block, self.view.rows[index]) if not span.ghost]
            if self.is_number_row(block, spans):
                taken.append(self.view.rows[index])
        return taken

    def _has_title_between(self, block: Block, last: int, row: int, pending: Sequence[int]) -> bool:
        """Whether anything but blank rows and page numbers stands between the table and its header's return."""
        for number in pending:
            text = self._spans(block, number)[0].text
            if _CAPTION.match(text) or _HEADING.match(text) or len(text) > 40:
                return True
        return False

    # -- around -------------------------------------------------------------------------------------------------

    def _take_headless_columns(self, block: Block) -> None:
        """Widen the block by the column to its right when most body rows hold something there under no header."""
        while True:
            column = block.right + 1
            held = [
                row for row in block.body_rows if any(span.left == column for span in self.view.spans(row))
            ]
            if len(held) < max(2, 0.5 * len(block.body_rows)) or self._head_over(block, column):
                return
            block.right = column

    def _head_over(self, block: Block, column: int) -> bool:
        rows = [block.top - 1, *block.header_rows]
        return any(span.left <= column <= span.right for row in rows for span in self.view.spans(row))

    def _title(self, block: Block) -> list[str]:
        """The lines over the block, from top to bottom: up to five lone texts, not more than one blank row apart."""
        lines: list[str] = []
        last = block.top
        index = self._position[block.top] - 1
        while index >= 0 and len(lines) < 5:
            row = self.view.rows[index]
            spans = [span for span in self.view.spans(row) if not span.ghost]
            near = [span for span in spans if span.right >= block.left - 2 and span.left <= block.right]
            if (
                row < last - 3
                or len(near) != 1
                or self._is_claimed(row, near[0])
                or near[0].look is not Look.TEXT
            ):
                break
            text = " ".join(near[0].text.split())
            prose = len(text) > _LONGEST_TITLE or (text.endswith((".", ";")) and len(text) > _LONGEST_LABEL)
            if _NOTE.match(text) or (prose and lines) or len(text) > _LONGEST_LEAD_IN:
                break
            lines.insert(0, text)
            last = row
            index -= 1
            if prose or _CAPTION.match(text) or _NUMBERED_CAPTION.match(text):
                break
        return lines

    def _claim(self, block: Block) -> None:
        for row in range(block.top, block.bottom + 1):
            self.claims.setdefault(row, []).append((block.left, block.right))

    def _is_claimed(self, row: int, span: Span) -> bool:
        return any(left <= span.left <= right for left, right in self.claims.get(row, ()))

    def _bridged(self, row: int, left: int, right: int) -> bool:
        """Whether the rows close below ``row`` hold something in one of the columns ``left`` to ``right``."""
        for below in self._next_rows(row, 6):
            spans = self.view.spans(below)
            if len(spans) > 1 and any(span.right >= left and span.left <= right for span in spans):
                return True
        return False

    def _next_rows(self, row: int, count: int) -> Iterable[int]:
        """The next rows that hold something, as long as no blank row parts them."""
        start = self._position[row] + 1
        last = row
        for number in self.view.rows[start : start + count]:
            if number > last + 1:
                return
            last = number
            yield number

    def _spans(self, block: Block, row: int) -> list[Span]:
        return self.view.within(row, block.left, block.right)


def _is_under_group(span: Span, above: Sequence[Span], last: int) -> bool:
    """Whether over ``span`` there is a header of several columns, or a blank where a merge may have been lost.

    ``last`` is the last column of the header.
    """
    over = [head for head in above if head.left <= span.left <= head.right]
    if not over or any(head.wide for head in over):
        return True
    right = max(head.right for head in over) + 1
    return right <= last and not any(head.left <= right <= head.right for head in above)


def _is_unit(text: str) -> bool:
    return plain(text).strip("(). ") in {
        "rp",
        "rp.",
        "%",
        "rupiah",
        "k",
        "i",
        "ii",
        "iii",
        "iv",
        "v",
        "l",
        "p",
    }


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", plain(text))

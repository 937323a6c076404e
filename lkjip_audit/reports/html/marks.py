"""Excerpts as the page shows them: the wrong cell and the cells that its finding rests on marked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import takewhile

from lkjip_audit.result import GAP, Excerpt, Spot, Strip
from lkjip_audit.workbook.model import Address, column_letter

_LONGEST_BESIDE = 180
_LONGEST_OWN = 900
_AROUND_PART = 320
_LONG = 60
_SHORTEST_NAME = 3


class Mark(StrEnum):
    """What a cell is to the finding that it is shown for."""

    WRONG = "wrong"
    UNMATCHED = "unmatched"
    USED = "used"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell: its text before, in and after the stated figure; the whole before where no part is marked."""

    spot: Spot
    mark: Mark
    before: str
    part: str = ""
    after: str = ""
    names: bool = field(default=False, kw_only=True)
    """Whether it names its row."""

    @property
    def classes(self) -> str:
        """What the style sheet needs to know of it."""
        names = (
            ("num", self.spot.number),
            ("bold", self.spot.bold),
            ("gap", self.gap),
            ("long", self._is_long),
            ("names", self.names),
        )
        return " ".join([*filter(None, [self.mark.value]), *(name for name, holds in names if holds)])

    @property
    def _is_long(self) -> bool:
        return len(self.spot.text) > _LONG

    @property
    def gap(self) -> bool:
        """Whether it stands for columns that are left out."""
        return self.spot.column == GAP


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number on the sheet, and how many rows above it are left out."""

    number: int
    head: bool
    skipped: int
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An excerpt ready for the page: column letters, heading rows, body rows, and whether other cells are marked."""

    sheet: str
    table: str
    title: str
    letters: tuple[str, ...]
    heads: tuple[Line, ...]
    body: tuple[Line, ...]
    uses: bool
    accuses: bool = True


def picture(
    excerpt: Excerpt,
    address: Address,
    used: Collection[Address],
    stated: str,
    part: tuple[int, int] | None,
    own: Mark = Mark.WRONG,
) -> Picture:
    """``excerpt`` with the cell at ``address`` marked as its ``own``, its figure ``stated``, and the cells ``used``."""
    lines = [_line(strip, address, used, stated, part, own) for strip in excerpt.strips]
    if excerpt.table:
        lines = _with_names(lines, address.column)
    heads = tuple(takewhile(lambda line: line.head and not line.skipped, lines))
    letters = tuple("…" if column == GAP else column_letter(column) for column in excerpt.columns)
    uses = any(cell.mark is Mark.USED for line in lines for cell in line.cells)
    return Picture(
        excerpt.sheet, excerpt.table, excerpt.title, letters, heads, tuple(lines[len(heads) :]), uses, own is Mark.WRONG
    )


def _line(
    strip: Strip, address: Address, used: Collection[Address], stated: str, part: tuple[int, int] | None, own: Mark
) -> Line:
    cells = []
    for spot in strip.spots:
        here = Address(address.sheet, spot.row, spot.column)
        if here == address:
            cells.append(Shown(spot, own, *_pieces(spot.text, stated, part)))
        else:
            mark = Mark.USED if here in used and spot.column != GAP else Mark.NONE
            cells.append(Shown(spot, mark, _cut(spot.text)))
    return Line(strip.number, strip.head, strip.skipped, tuple(cells))


def _with_names(lines: Sequence[Line], own: int) -> list[Line]:
    """``lines`` with the cells marked that name their rows: the first column of words before the column ``own``."""
    words: Counter[int] = Counter()
    for line in lines:
        words.update(cell.spot.column for cell in line.cells if not line.head and _is_name(cell))
    rows = sum(not line.head for line in lines)
    column = min((column for column, count in words.items() if column < own and 2 * count >= rows), default=None)
    return [replace(line, cells=tuple(_named(cell, column) for cell in line.cells)) for line in lines]


def _is_name(cell: Shown) -> bool:
    spot = cell.spot
    return not spot.number and not cell.gap and spot.across == 1 and sum(map(str.isalpha, spot.text)) >= _SHORTEST_NAME


def _named(cell: Shown, column: int | None) -> Shown:
    return replace(cell, names=True) if cell.spot.column == column and cell.spot.across == 1 else cell


def _pieces(text: str, stated: str, part: tuple[int, int] | None) -> Iterator[str]:
    """``text`` before, in and after the stated figure; only the text where the figure is all of it or not found."""
    where = part if part and text[slice(*part)].strip() == stated.strip() else _only_place(text, stated)
    if where is None or text.strip() == stated.strip():
        yield text if len(text) <= _LONGEST_OWN else text[:_LONGEST_OWN].rstrip() + " …"
        return
    before, after = text[: where[0]], text[where[1] :]
    if len(text) > _LONGEST_OWN:
        before = before if len(before) <= _AROUND_PART else "… " + before[-_AROUND_PART:].partition(" ")[2]
        after = after if len(after) <= _AROUND_PART else after[:_AROUND_PART].rpartition(" ")[0] + " …"
    yield before
    yield text[slice(*where)]
    yield after


def _only_place(text: str, stated: str) -> tuple[int, int] | None:
    """Where ``stated`` stands in ``text``, when it does so once and not as part of a longer number or word."""
    if not stated.strip():
        return None
    found = list(re.finditer(rf"(?<![\w.,]){re.escape(stated.strip())}(?!\w|[.,]\d)", text))
    return found[0].span() if len(found) == 1 else None


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_BESIDE else text[:_LONGEST_BESIDE].rpartition(" ")[0] + " …"

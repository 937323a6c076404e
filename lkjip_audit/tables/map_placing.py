"""Where the tables of a map are in a workbook: found again by the words of their headers.

Years are left out of the comparison, so that "Target 2023" finds next year's "Target 2024".  A range that a
person has corrected is laid on the sheet where its header stands, moved with it when rows were inserted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.mapping import BETWEEN, IGNORE, Given, MappedColumn, MappedTable, TableMap
from lkjip_audit.tables.blocks import Block, take_rows
from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.headers import header_paths
from lkjip_audit.tables.headrows import squeezed
from lkjip_audit.tables.lexicon import Lexicon, plain
from lkjip_audit.tables.sheet_view import SheetView
from lkjip_audit.workbook.dossier import own_name
from lkjip_audit.workbook.model import Area, Notice
from lkjip_audit.workbook.places import area_of, column_number

_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(slots=True)
class Page:
    """One sheet with the blocks found on it, and what the map says of them, by place in ``blocks``."""

    view: SheetView
    blocks: list[Block]
    given: dict[int, Given] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One table of the map, with the header of each of its columns for comparison."""

    number: int
    sheet: str
    table: MappedTable
    area: Area
    columns: tuple[int, ...]
    headers: tuple[str, ...]

    @property
    def corrected(self) -> bool:
        """Whether a person gave the range."""
        return self.table.found is None or area_of(self.table.found) != self.area


def place_tables(pages: Sequence[Page], mapped: TableMap, definitions: Definitions) -> list[Notice]:
    """Lay ``mapped`` on ``pages``; the notices tell what of it was not found."""
    wanted = list(_wanted(mapped))
    notices: list[Notice] = []
    still: list[_Wanted] = []
    for table in wanted:
        if table.corrected:
            spot = _find_spot(table, pages)
            if spot is not None:
                _lay(table, *spot, definitions.lexicon)
                continue
            details = (("range", table.table.range), ("title", table.table.title))
            notices.append(Notice("map_range_unfit", table.sheet, table.area.a1.split(":")[0], details))
        still.append(table)
    found = _assign(still, pages)
    for table in still:
        if table.number not in found:
            details = (("title", table.table.title or table.table.range), ("sheet", table.sheet))
            notices.append(Notice("map_table_missing", details=details))
            continue
        page, place = found[table.number]
        columns, missing = _columns(table, page.view, page.blocks[place])
        page.given[place] = Given(table.table.kind, columns)
        if missing:
            details = (("title", table.table.title), ("headers", "; ".join(missing)))
            top = Area(*(page.blocks[place].top, page.blocks[place].left) * 2).a1.split(":")[0]
            notices.append(Notice("map_columns_missing", page.view.sheet.name, top, details))
    for page in pages:
        _drop_ignored(page)
    return notices


def _wanted(mapped: TableMap) -> Iterator[_Wanted]:
    number = 0
    for sheet in mapped:
        for table in sheet.tables:
            area = area_of(table.range)
            if area is not None:
                columns = sorted(table.columns, key=column_number)
                headers = tuple(_same(table.columns[letter].header) for letter in columns)
                yield _Wanted(number, sheet.sheet, table, area, tuple(map(column_number, columns)), headers)
            number += 1


def _same(text: str) -> str:
    """``text`` so that the headers of two years are equal."""
    return squeezed(_YEAR.sub("", text))


# -- tables that recognition found by itself --------------------------------------------------------------------


def _assign(wanted: Sequence[_Wanted], pages: Sequence[Page]) -> dict[int, tuple[Page, int]]:
    """Each table's block, the likest pairs first, each block once."""
    scored = []
    for at, page in enumerate(pages):
        for place, block in enumerate(page.blocks):
            if place in page.given:
                continue
            headers = _headers(page.view, block)
            for table in wanted:
                score = _alike(table, page, block, headers)
                if score:
                    scored.append((-score, table.number, at, place))
    found: dict[int, tuple[Page, int]] = {}
    taken: set[tuple[int, int]] = set()
    for _, number, at, place in sorted(scored):
        if number not in found and (at, place) not in taken:
            found[number] = pages[at], place
            taken.add((at, place))
    return found


def _headers(view: SheetView, block: Block) -> tuple[str, ...]:
    paths = header_paths(view, block)
    return tuple(_same(BETWEEN.join(paths[column])) for column in range(block.left, block.right + 1))


def _alike(table: _Wanted, page: Page, block: Block, headers: Sequence[str]) -> float:
    """How likely ``block`` is ``table``; 0 when it is not."""
    own = limits().table_map
    share = LCSseq.similarity(table.headers, headers) / max(len(table.headers), len(headers))
    here = own_name(page.view.sheet.name) == table.sheet
    titles = _title_likeness(table.table.title, " ".join(block.title_lines) or own_name(page.view.sheet.name))
    if share < own.same_layout or not any(table.headers):
        return 0.0
    named = max(titles, _title_likeness(table.sheet, own_name(page.view.sheet.name)))
    if not here and (share < own.same_layout_elsewhere or named < own.same_name):
        return 0.0
    there = (block.top, block.left) == (table.area.top, table.area.left)
    return share + own.same_sheet * here + own.same_title * titles + own.same_place * (here and there)


def _title_likeness(first: str, second: str) -> float:
    a, b = ({word for word in plain(_YEAR.sub("", text)).split() if word} for text in (first, second))
    return len(a & b) / len(a | b) if a | b else 0.0


def _columns(table: _Wanted, view: SheetView, block: Block) -> tuple[dict[int, MappedColumn], list[str]]:
    """What the map says of the columns of ``block``, by their numbers; and the headers that are not there."""
    headers = _headers(view, block)
    letters = sorted(table.table.columns, key=column_number)
    placed = {
        block.left + run.b + step: table.table.columns[letters[run.a + step]]
        for run in LCSseq.editops(table.headers, headers).as_matching_blocks()
        for step in range(run.size)
    }
    held = {id(column) for column in placed.values()}
    missing = [table.table.columns[letter] for letter in letters if id(table.table.columns[letter]) not in held]
    return placed, [column.header for column in missing if column.header]


# -- ranges that a person gave ----------------------------------------------------------------------------------


def _find_spot(table: _Wanted, pages: Sequence[Page]) -> tuple[Page, int, int] | None:
    """The sheet and how far down and right of the given range the table stands; None when it is nowhere."""
    same = [page for page in pages if own_name(page.view.sheet.name) == table.sheet]
    for page in same:
        if _fits(table, page.view, 0, 0):
            return page, 0, 0
    if not any(table.headers):
        return None
    for page in (*same, *(page for page in pages if page not in same)):
        for down, right in _shifts(table, page.view):
            if _fits(table, page.view, down, right):
                return page, down, right
    return None


def _moved(table: _Wanted, down: int, right: int) -> Block:
    area = table.area
    rows = [row + down for row in table.table.header]
    return Block(area.top + down, area.left + right, area.right + right, rows, bottom=area.bottom + down)


def _fits(table: _Wanted, view: SheetView, down: int, right: int) -> bool:
    """Whether the header of ``table`` stands there; with no words to go by, whether anything does."""
    block = _moved(table, down, right)
    if min(block.top, block.left) < 1:
        return False
    headers = _headers(view, block)
    known = [(column + right - block.left, words) for column, words in zip(table.columns, table.headers, strict=True)]
    told = [(at, words) for at, words in known if words]
    if not told:
        return any(view.within(row, block.left, block.right) for row in block.header_rows)
    return sum(headers[at] == words for at, words in told) >= limits().table_map.same_layout * len(told)


def _shifts(table: _Wanted, view: SheetView) -> Iterator[tuple[int, int]]:
    """Where the first words of the header stand on ``view``, relative to where the map has them."""
    columns = table.table.columns
    told = [letter for letter in sorted(columns, key=column_number) if columns[letter].header]
    tops = {letter: _same(columns[letter].header.split(BETWEEN)[0]) for letter in told}
    first = told[0]
    for row in view.rows:
        spans = [span for span in view.spans(row) if not span.ghost]
        if len({_same(span.text) for span in spans} & set(tops.values())) < min(2, len(tops)):
            continue
        for span in spans:
            if _same(span.text) == tops[first]:
                yield row - min(table.table.header), span.left - column_number(first)


def _lay(table: _Wanted, page: Page, down: int, right: int, lexicon: Lexicon) -> None:
    """Put the given range on ``page`` in the place of every block that it touches."""
    block = _moved(table, down, right)
    take_rows(block, page.view, lexicon)
    kept = [
        (other, page.given.get(place))
        for place, other in enumerate(page.blocks)
        if place in page.given or not _touch(block, other)
    ]
    columns = {column + right: table.table.columns[letter] for letter, column in _lettered(table)}
    kept.append((block, Given(table.table.kind, columns)))
    kept.sort(key=lambda item: (item[0].top, item[0].left))
    page.blocks[:] = [other for other, _ in kept]
    page.given.clear()
    page.given.update({place: given for place, (_, given) in enumerate(kept) if given is not None})


def _lettered(table: _Wanted) -> Iterator[tuple[str, int]]:
    return ((letter, column_number(letter)) for letter in table.table.columns)


def _touch(one: Block, other: Block) -> bool:
    return not (one.bottom < other.top or other.bottom < one.top or one.right < other.left or other.right < one.left)


def _drop_ignored(page: Page) -> None:
    """Take out the blocks of which the map says that they are no tables."""
    kept = [
        (block, page.given.get(place))
        for place, block in enumerate(page.blocks)
        if place not in page.given or page.given[place].kind != IGNORE
    ]
    page.blocks[:] = [block for block, _ in kept]
    page.given.clear()
    page.given.update({place: given for place, (_, given) in enumerate(kept) if given is not None})


def claims_of(blocks: Sequence[Block]) -> Mapping[int, list[tuple[int, int]]]:
    """Per row the columns that ``blocks`` take."""
    claims: dict[int, list[tuple[int, int]]] = {}
    for block in blocks:
        for row in range(block.top, block.bottom + 1):
            claims.setdefault(row, []).append((block.left, block.right))
    return claims

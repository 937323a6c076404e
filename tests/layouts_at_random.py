"""Workbooks laid out anew at random, saying the same: what must not change whom an audit accuses.

Every step takes a ``Laid`` and answers with another one that says the same in another place; where each cell came
from goes with it, so that findings and causes are compared by content, never by address.  Formulas are left out
first: the steps move cells, and what a formula names would move with them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from random import Random

from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.tables.definitions import load_definitions
from lkjip_audit.tables.model import Table
from lkjip_audit.tables.recognise import recognise
from lkjip_audit.workbook.model import Address, Area, Cell, Sheet, Workbook
from tests.transformed import as_text, without_formulas

Spot = tuple[str, int, int]
"""A cell: sheet, row, column."""


@dataclass(frozen=True)
class Laid:
    """A workbook, and the cell of the first layout that each of its cells came from."""

    workbook: Workbook
    came_from: Mapping[Spot, Spot]

    def origin(self, address: Address) -> Spot:
        """The cell of the first layout that ``address`` shows; a copy of a heading shows that heading."""
        spot = (address.sheet, address.row, address.column)
        return self.came_from.get(spot, spot)


def as_it_is(workbook: Workbook) -> Laid:
    """The first layout: the workbook with the values of its formulas."""
    plain = without_formulas(workbook)
    spots = ((sheet.name, row, column) for sheet in plain.sheets for row, column in product(*_extent(sheet)))
    return Laid(plain, {spot: spot for spot in spots})


def _extent(sheet: Sheet) -> tuple[range, range]:
    """The rows and columns in use: an empty cell among them may be told as well."""
    return (
        range(1, max((row for row, _ in sheet.cells), default=0) + 1),
        range(1, max((column for _, column in sheet.cells), default=0) + 1),
    )


Step = Callable[[Laid, Random], Laid]


def reordered(laid: Laid, random: Random) -> Laid:
    """The sheets in another order."""
    sheets = random.sample(laid.workbook.sheets, len(laid.workbook.sheets))
    return _with_sheets(laid, sheets)


def renamed(laid: Laid, random: Random) -> Laid:
    """Other names of tabs, which say nothing."""
    numbers = random.sample(range(1, 100), len(laid.workbook.sheets))
    names = {sheet.name: f"Lembar{number}" for sheet, number in zip(laid.workbook.sheets, numbers, strict=True)}
    sheets = [replace(sheet, name=names[sheet.name]) for sheet in laid.workbook.sheets]
    came = {(names[sheet], row, column): old for (sheet, row, column), old in laid.came_from.items()}
    return Laid(_with_sheets(laid, sheets).workbook, came)


def stacked(laid: Laid, random: Random) -> Laid:
    """A few sheets put under the sheet before them, each on a tab that bears the name of one of the two."""
    for _ in range(random.randint(1, 4)):
        if len(laid.workbook.sheets) > 1:
            upper = random.randrange(len(laid.workbook.sheets) - 1)
            keeps_name = random.choice((upper, upper + 1))
            laid = put_under(laid, upper, upper + 1, random.randint(2, 6), laid.workbook.sheets[keeps_name].name)
    return laid


def put_under(laid: Laid, upper: int, lower: int, gap: int, name: str) -> Laid:
    """The sheet ``lower`` under the sheet ``upper``, ``gap`` rows below its last one, on a tab called ``name``."""
    above, below = laid.workbook.sheets[upper], laid.workbook.sheets[lower]
    down = max((row for row, _ in above.cells), default=0) + gap - 1
    low = _moved_rows(below, lambda row: row + down)
    cells = {**above.cells, **low.cells}
    joined = _sheet(
        replace(
            above,
            name=name,
            merges=(*above.merges, *low.merges),
            hidden_rows=above.hidden_rows | low.hidden_rows,
            hidden_columns=above.hidden_columns & low.hidden_columns,
        ),
        cells,
    )
    came = {}
    for (sheet, row, column), old in laid.came_from.items():
        if sheet == above.name:
            came[name, row, column] = old
        elif sheet == below.name:
            came[name, row + down, column] = old
        else:
            came[sheet, row, column] = old
    sheets = [joined if at == upper else sheet for at, sheet in enumerate(laid.workbook.sheets) if at != lower]
    return Laid(_with_sheets(laid, sheets).workbook, came)


def as_texts(laid: Laid, random: Random) -> Laid:
    """Numbers typed as text, on all sheets or on some."""
    typed = as_text(laid.workbook)
    every = random.random() < 0.5
    pairs = zip(laid.workbook.sheets, typed.sheets, strict=True)
    sheets = [texts if every or random.random() < 0.5 else own for own, texts in pairs]
    return replace(laid, workbook=replace(laid.workbook, sheets=tuple(sheets)))


def pushed(laid: Laid, random: Random) -> Laid:
    """Rows put in above everything, and columns before the first."""
    return _each_moved(laid, lambda _: (random.randint(0, 7), random.randint(0, 2)))


def unmerged(laid: Laid, random: Random) -> Laid:
    """Merges undone: the value stands in the first cell alone."""
    kept = [replace(sheet, merges=()) if random.random() < 0.7 else sheet for sheet in laid.workbook.sheets]
    return _with_sheets(laid, kept)


_FORMULA_SENTENCE = re.compile(r"\w\s*[=:]\s*[^=]*\s[/x×:]\s")


def without_sentences(laid: Laid, random: Random) -> Laid:
    """Sentences that tell a formula left out."""
    sheets = []
    for sheet in laid.workbook.sheets:
        told = [at for at, cell in sheet.cells.items() if isinstance(cell.value, str) and _tells_formula(cell.value)]
        gone = set(random.sample(told, random.randint(0, len(told))))
        sheets.append(_sheet(sheet, {at: cell for at, cell in sheet.cells.items() if at not in gone}))
    return _with_sheets(laid, sheets)


def _tells_formula(text: str) -> bool:
    return len(text) > 25 and _FORMULA_SENTENCE.search(text) is not None and not re.search(r"\d", text)


def with_headings_again(laid: Laid, random: Random) -> Laid:
    """Tables cut by a page: two empty rows and the heading once more, somewhere among the rows."""
    tables = recognise(laid.workbook, load_definitions(pack_folder()), ()).tables
    long = [table for table in tables if len(table.rows) >= 4 and table.header_rows]
    for table in random.sample(long, min(3, len(long))):
        cut = random.choice(table.rows[1:-1]).number
        if _is_free(laid.workbook, table, tables, cut):
            laid = _heading_put_in(laid, table, cut)
            tables = recognise(laid.workbook, load_definitions(pack_folder()), ()).tables
    return laid


def _is_free(workbook: Workbook, table: Table, tables: Sequence[Table], cut: int) -> bool:
    """Whether the rows may be parted above ``cut``: no merge and no other table spans the place."""
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == table.sheet)
    others = (other.area for other in tables if other.sheet == table.sheet and other.id != table.id)
    known = any(other.id == table.id and other.area == table.area for other in tables)
    return known and not any(area.top < cut <= area.bottom for area in (*sheet.merges, *others))


def _heading_put_in(laid: Laid, table: Table, cut: int) -> Laid:
    sheet = next(sheet for sheet in laid.workbook.sheets if sheet.name == table.sheet)
    head = range(min(table.header_rows), max(table.header_rows) + 1)
    more, down = len(head) + 2, cut + 2 - head[0]
    low = _moved_rows(sheet, lambda row: row + more if row >= cut else row)
    cells = dict(low.cells)
    cells |= {
        (row + down, column): replace(cell, row=row + down)
        for (row, column), cell in sheet.cells.items()
        if row in head and table.area.left <= column <= table.area.right
    }
    again = tuple(
        Area(area.top + down, area.left, area.bottom + down, area.right)
        for area in sheet.merges
        if area.top in head and area.bottom in head
    )
    came = {}
    for (name, row, column), old in laid.came_from.items():
        came[name, row + more if name == sheet.name and row >= cut else row, column] = old
    for row, column in sheet.cells:
        if row in head:
            came[sheet.name, row + down, column] = laid.came_from.get((sheet.name, row, column), ("", 0, 0))
    mended = _sheet(replace(low, merges=(*low.merges, *again)), cells)
    sheets = [mended if own is sheet else own for own in laid.workbook.sheets]
    return Laid(_with_sheets(laid, sheets).workbook, came)


STEPS: Mapping[str, Step] = {
    "reordered": reordered,
    "renamed": renamed,
    "stacked": stacked,
    "texts": as_texts,
    "pushed": pushed,
    "unmerged": unmerged,
    "sentences": without_sentences,
    "headings": with_headings_again,
}


def laid_anew(laid: Laid, steps: Sequence[str], seed: int) -> Laid:
    """``laid`` after each of ``steps``, drawn from ``seed``."""
    for number, step in enumerate(steps):
        laid = STEPS[step](laid, Random(f"{seed} {number} {step}"))
    return laid


def drawn(seed: int) -> tuple[str, ...]:
    """The steps of one layout: each kind of step alone in turn, then three of them mixed."""
    names = list(STEPS)
    if seed % 2 == 0:
        return (names[seed // 2 % len(names)],)
    return tuple(Random(seed).sample(names, 3))


def _with_sheets(laid: Laid, sheets: Sequence[Sheet]) -> Laid:
    placed = tuple(replace(sheet, index=at) for at, sheet in enumerate(sheets))
    return replace(laid, workbook=replace(laid.workbook, sheets=placed))


def _each_moved(laid: Laid, by: Callable[[Sheet], tuple[int, int]]) -> Laid:
    sheets, came = [], {}
    for sheet in laid.workbook.sheets:
        down, right = by(sheet)
        low = _moved_rows(sheet, lambda row, down=down: row + down)
        cells = {(r, c + right): replace(cell, column=c + right) for (r, c), cell in low.cells.items()}
        merges = tuple(replace(a, left=a.left + right, right=a.right + right) for a in low.merges)
        hidden = frozenset(column + right for column in low.hidden_columns)
        sheets.append(_sheet(replace(low, merges=merges, hidden_columns=hidden), cells))
        for (name, row, column), old in laid.came_from.items():
            if name == sheet.name:
                came[name, row + down, column + right] = old
    return Laid(_with_sheets(laid, sheets).workbook, came)


def _moved_rows(sheet: Sheet, to: Callable[[int], int]) -> Sheet:
    cells = {(to(row), column): replace(cell, row=to(row)) for (row, column), cell in sheet.cells.items()}
    merges = tuple(replace(area, top=to(area.top), bottom=to(area.bottom)) for area in sheet.merges)
    return _sheet(replace(sheet, merges=merges, hidden_rows=frozenset(map(to, sheet.hidden_rows))), cells)


def _sheet(sheet: Sheet, cells: Mapping[tuple[int, int], Cell]) -> Sheet:
    rows: dict[int, list[int]] = {}
    for row, column in sorted(cells):
        rows.setdefault(row, []).append(column)
    return replace(sheet, cells=dict(sorted(cells.items())), rows={row: tuple(held) for row, held in rows.items()})


def spots(sheets_and_cells: Iterator[tuple[str, str]]) -> Iterator[Spot]:
    """Cells by sheet and name ("B12") as spots."""
    for sheet, name in sheets_and_cells:
        letters = re.match(r"[A-Z]+", name)
        assert letters is not None
        column = 0
        for letter in letters[0]:
            column = column * 26 + ord(letter) - 64
        yield sheet, int(name[letters.end() :]), column

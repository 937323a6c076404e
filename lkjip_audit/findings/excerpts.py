"""The part of a sheet that a reader needs to see around a cell: its heading rows, its row and those beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from lkjip_audit.findings.layout import strips_of
from lkjip_audit.languages import LANGUAGES
from lkjip_audit.result import GAP, AuditResult, Excerpt, View
from lkjip_audit.scene.model import Scene
from lkjip_audit.tables.model import Table
from lkjip_audit.workbook.model import Address, Area, Sheet, Workbook

MOST_EXCERPTS: Final = 400
"""A page with more tables than this is too heavy for the computers that it is read on."""

_AROUND: Final = 2
_MOST_ROWS: Final = 14
_MOST_COLUMNS: Final = 9
_LABELS: Final = 2
_MOST_HEADS: Final = 4
_FAR: Final = 6


def with_view(result: AuditResult, scene: Scene, told: Callable[[str], AuditResult]) -> AuditResult:
    """``result`` with its view; ``told`` gives the same result in the language that it is asked for."""
    others = tuple(told(lang) for lang in LANGUAGES if lang != result.lang)
    return replace(result, view=View(excerpts_of(scene.workbook, scene.tables, result), others))


def excerpts_of(workbook: Workbook, tables: Sequence[Table], result: AuditResult) -> Mapping[Address, Excerpt]:
    """An excerpt for the cell of each cause and finding of ``result``, heaviest first, to MOST_EXCERPTS cells."""
    sheets = {sheet.name: sheet for sheet in workbook.sheets}
    by_sheet: dict[str, list[Table]] = defaultdict(list)
    for table in tables:
        by_sheet[table.sheet].append(table)
    beside: dict[Address, set[Address]] = defaultdict(set)
    for finding in result.findings:
        beside[finding.address].update(item.address for item in finding.related)
    marked = [*(cause.address for cause in result.causes), *(finding.address for finding in result.findings)]
    found = {}
    filled: dict[str, Sequence[int]] = {}
    for address in list(dict.fromkeys(item for item in marked if item.sheet in sheets))[:MOST_EXCERPTS]:
        around = _table_at(by_sheet[address.sheet], address)
        cut = _Cut(sheets[address.sheet], workbook.file_at(address.sheet).knows_formats, address, beside[address])
        if around is None:
            found[address] = cut.of_sheet()
            continue
        if around.id not in filled:
            filled[around.id] = _filled(sheets[address.sheet], around.area)
        found[address] = cut.of_table(around, filled[around.id])
    return found


def _table_at(tables: Iterable[Table], address: Address) -> Table | None:
    """The smallest table that ``address`` stands in; tables side by side share rows, never cells."""
    around = [table for table in tables if (address.row, address.column) in table.area]
    return min(
        around,
        key=lambda t: ((t.area.bottom - t.area.top + 1) * (t.area.right - t.area.left + 1), t.id),
        default=None,
    )


def _filled(sheet: Sheet, area: Area) -> list[int]:
    """The rows of ``area`` that hold something in it."""
    return [
        row
        for row, columns in sheet.rows.items()
        if area.top <= row <= area.bottom and any(area.left <= column <= area.right for column in columns)
    ]


class _Cut:
    """Cuts the excerpt around one cell of one sheet; ``beside`` are the cells that its findings rest on."""

    def __init__(self, sheet: Sheet, knows_formats: bool, address: Address, beside: Iterable[Address]) -> None:
        self.sheet = sheet
        self.knows_formats = knows_formats
        self.address = address
        self.beside = [item for item in beside if item.sheet == sheet.name]

    def of_table(self, table: Table, filled: Sequence[int]) -> Excerpt:
        """The table's heading rows, and of its body what the finding speaks of with the rows beside it.

        ``filled`` are the rows of the table that hold something.
        """
        area = table.area
        filled = sorted({*filled, self.address.row})
        heads = [row for row in table.header_rows if row in {*filled}][:_MOST_HEADS]
        body = [row for row in filled if row not in heads]
        spoken = [item.row for item in self.beside if (item.row, item.column) in area]
        rows = _without_lone_gaps(filled, {*heads, *self._rows(body, spoken)})
        columns = self._columns(range(area.left, area.right + 1), rows, heads)
        return self._excerpt(rows, columns, heads, table.id, " ".join(table.title.split()))

    def of_sheet(self) -> Excerpt:
        """Outside of tables: the cell's row and the filled rows right above and below it."""
        numbers = list(self.sheet.rows)
        at = bisect_left(numbers, self.address.row)
        near = [row for row in numbers[max(0, at - 1) : at + 2] if abs(row - self.address.row) <= _FAR]
        rows = sorted({*near, self.address.row})
        filled = sorted({column for row in rows for column in self.sheet.rows.get(row, ())} | {self.address.column})
        return self._excerpt(rows, self._columns(filled, rows, ()), (), "", "")

    def _rows(self, body: Sequence[int], spoken: Sequence[int]) -> set[int]:
        """The cell's row with its neighbours, then the rows spoken of, the nearest first, as far as there is room."""
        at = bisect_left(body, self.address.row)
        rows = set(body[max(0, at - _AROUND) : at + _AROUND + 1])
        for row in sorted(set(spoken), key=lambda row: (abs(row - self.address.row), row)):
            if len(rows) >= _MOST_ROWS:
                break
            rows.add(row)
        return rows

    def _columns(self, candidates: Iterable[int], rows: Sequence[int], heads: Sequence[int]) -> tuple[int, ...]:
        """The columns that show something in ``rows``.

        Of many the cell's own, those that name its row, those spoken of, and the nearest that hold more than a heading.
        """
        shown = {column for row in rows for column in self.sheet.rows.get(row, ())}
        own = self.address.column
        columns = [column for column in candidates if column in shown or column == own]
        if len(columns) <= _MOST_COLUMNS:
            return tuple(columns)
        spoken = {item.column for item in self.beside if item.row in rows}
        places = {column: place for place, column in enumerate(columns)}
        told = {column for row in rows if row not in heads for column in self.sheet.rows.get(row, ())}
        ranked = [own, *self._labels(columns), *sorted(spoken & places.keys()), columns[0]]
        ranked += sorted(columns, key=lambda column: (column not in told, abs(places[column] - places[own]), column))
        kept = list(dict.fromkeys(ranked))[:_MOST_COLUMNS]
        return tuple(_with_gaps(sorted(kept), places))

    def _labels(self, columns: Sequence[int]) -> list[int]:
        """Of ``columns`` those with the longest texts of the cell's row: they say what it is about."""
        texts = {}
        for column in columns:
            cell = self.sheet.cells.get((self.address.row, column))
            if cell is not None and isinstance(cell.value, str) and any(map(str.isalpha, cell.value)):
                texts[column] = len(cell.value)
        before = {column: size for column, size in texts.items() if column < self.address.column}
        return sorted(before or texts, key=lambda column: (-texts[column], column))[:_LABELS]

    def _excerpt(
        self, rows: Sequence[int], columns: tuple[int, ...], heads: Sequence[int], table: str, title: str
    ) -> Excerpt:
        strips = strips_of(self.sheet, rows, columns, frozenset(heads), self.knows_formats)
        return Excerpt(self.sheet.name, columns, strips, table, title)


def _without_lone_gaps(filled: Sequence[int], rows: Collection[int]) -> list[int]:
    """``rows`` in order; one row left out between two others is rather shown than told of."""
    lone = {row for above, row, below in zip(filled, filled[1:], filled[2:], strict=False) if {above, below} <= {*rows}}
    return sorted({*rows, *lone})


def _with_gaps(kept: Sequence[int], places: Mapping[int, int]) -> Iterator[int]:
    """``kept`` columns with GAP wherever others of ``places`` lie between them or after them."""
    last = -1
    for column in kept:
        if places[column] != last + 1:
            yield GAP
        yield column
        last = places[column]
    if last != len(places) - 1:
        yield GAP

"""All tables of one kind as one frame: a line for each detail row, a column for each role and what its bounds need."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT, Figure, Reading, ReadingKind
from lkjip_audit.rulepack.words import WordSet
from lkjip_audit.tables.bounds import Bounds
from lkjip_audit.tables.definitions import KindSpec, RoleSpec
from lkjip_audit.tables.gate.companions import companion, year_before
from lkjip_audit.tables.known import SATUAN
from lkjip_audit.tables.lexicon import plain
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.works import work_over

SET = "set"
"""The column that says which lines belong together: the rows of one table under one set of its columns."""

TEXT, KEY, WHOLE, CEILING, NEEDED, DONE, BEFORE = "text", "key", "whole", "ceiling", "needed", "done", "before"
"""What stands beside a role's figures, under ``name(role, what)``."""

FIGURE_TYPES = frozenset({"money", "percent", "number", "ratio", "count", "figure"})
_WORDS = frozenset({"text", "label"})
_WORD = re.compile(r"[^\W\d_]+")
_INDIVISIBLE = WordSet("units_indivisible")
_FAMILY = 2
"""So many parts of a code name its family: a program begins with its urusan and bidang, an account with its kind."""
_WORDLESS = frozenset({ReadingKind.NIL, ReadingKind.DISPLACED})
_FAULTY = frozenset({ReadingKind.TEXT, ReadingKind.AMBIGUOUS, ReadingKind.CODE, ReadingKind.DATE})

Value = Decimal | str | int | None


@dataclass(frozen=True, slots=True)
class Stack:
    """The lines ``start`` to ``start + len(rows)`` of a frame: ``rows`` of ``table`` under ``columns``, by role.

    ``others`` are the columns that bounds compare with, by role and what for; ``places`` are where the rows stand among
    the table's readings.
    """

    start: int
    table: Table
    rows: tuple[Row, ...]
    columns: Mapping[str, Column]
    others: Mapping[tuple[str, str], Column]
    places: tuple[int | None, ...]

    def read(self, index: int) -> list[Reading | None]:
        """What stands in each of the rows in the sheet's column ``index``."""
        held = self.table.readings.column(index)
        return [None if place is None else held[place] for place in self.places]


def name(role: str, what: str) -> str:
    """What the frame calls the column of ``what`` beside ``role``."""
    return f"{role} {what}"


def is_figure_column(role: RoleSpec, kind: KindSpec) -> bool:
    """Whether cells of ``role`` are figures, or words where it may have these; keys and closed sets are neither."""
    return role.types[0] in FIGURE_TYPES and role.id not in kind.unique and role.id not in kind.closed


def _unfit(cell: Reading | None, role: RoleSpec) -> str | None:
    """What stands in a cell that is no figure, and no word where ``role`` may have words."""
    if cell is None or cell.kind not in _FAULTY or (cell.kind is ReadingKind.TEXT and _WORDS & set(role.types)):
        return None
    return cell.text


def lines_of(
    tables: Sequence[Table], kind: KindSpec, roles: Mapping[str, RoleSpec]
) -> tuple[Mapping[str, Sequence[Value]], tuple[Stack, ...]]:
    """The frame of ``tables``, which are of ``kind``, column by column, and where each line comes from."""
    stacks: list[Stack] = []
    parts: list[dict[str, list[Value]]] = []
    start = 0
    for table in tables:
        rows = tuple(row for row in table.rows if row.kind is RowKind.DETAIL)
        places = tuple(table.readings.places([row.number for row in rows]))
        for columns in _sets(table):
            others = dict(_others(table, columns, kind))
            stack = Stack(start, table, rows, columns, others, places)
            stacks.append(stack)
            parts.append(dict(_columns(stack, kind, roles)))
            start += len(rows)
    names = list(dict.fromkeys(key for part in parts for key in part))
    data: dict[str, list[Value]] = {key: [] for key in (SET, *names)}
    for number, (stack, part) in enumerate(zip(stacks, parts, strict=True)):
        blank: list[Value] = [None] * len(stack.rows)
        data[SET] += [number] * len(stack.rows)
        for key in names:
            data[key] += part.get(key, blank)
    return data, tuple(stacks)


def _sets(table: Table) -> Iterator[Mapping[str, Column]]:
    """The first column of each role, then the second ones..., so that each column is in one set."""
    by_role: dict[str, list[Column]] = {}
    for column in table.columns:
        if column.role:
            by_role.setdefault(column.role, []).append(column)
    for rank in range(max(map(len, by_role.values()), default=0)):
        yield {role: columns[rank] for role, columns in by_role.items() if rank < len(columns)}


def _others(table: Table, columns: Mapping[str, Column], kind: KindSpec) -> Iterator[tuple[tuple[str, str], Column]]:
    for role, bounds in kind.columns.items():
        column = columns.get(role)
        if column is None:
            continue
        found = {
            CEILING: companion(table, column, bounds.not_above),
            NEEDED: companion(table, column, bounds.needs),
            DONE: companion(table, column, tuple(bounds.not_zero_at)),
            BEFORE: year_before(table, column) if bounds.changes else None,
        }
        yield from (((role, what), other) for what, other in found.items() if other is not None)


def _columns(stack: Stack, kind: KindSpec, roles: Mapping[str, RoleSpec]) -> Iterator[tuple[str, list[Value]]]:
    left_alone: dict[tuple[str, ...], frozenset[int]] = {}
    for role, column in stack.columns.items():
        cells = stack.read(column.index)
        if is_figure_column(roles[role], kind):
            yield name(role, TEXT), [_unfit(cell, roles[role]) for cell in cells]
        if role in kind.closed:
            yield name(role, KEY), [_key(cell) for cell in cells]
        elif role in kind.unique and column == stack.table.columns_of(role)[0]:
            yield name(role, KEY), _keys(stack, role)
        bounds = kind.columns.get(role)
        if bounds is not None and not any(stack.table.columns_of(other) for other in bounds.unless):
            if bounds.not_rows not in left_alone:
                left_alone[bounds.not_rows] = _left_alone(stack, bounds)
            rows = left_alone[bounds.not_rows]
            kept = [None if row.number in rows else cell for row, cell in zip(stack.rows, cells, strict=True)]
            yield from _bounded(stack, role, bounds, kept)


def _bounded(
    stack: Stack, role: str, bounds: Bounds, kept: Sequence[Reading | None]
) -> Iterator[tuple[str, list[Value]]]:
    """The figures of ``role`` in the cells that are ``kept``, and what its bounds compare them with."""
    column = stack.columns[role]
    yield role, [_amount(cell, column) for cell in kept]
    if bounds.counts_whole:
        yield name(role, WHOLE), _counted(stack, kept, bounds)
    ways: Mapping[str, Callable[[Reading | None, Column], Value]]
    ways = {CEILING: _highest, NEEDED: _words, DONE: _amount, BEFORE: _amount}
    for what, way in ways.items():
        other = stack.others.get((role, what))
        if other is not None:
            yield name(role, what), [way(cell, other) for cell in stack.read(other.index)]


def _figure(cell: Reading | None) -> Figure | None:
    """The figure of a cell that states one; of several none can be compared."""
    return cell.figures[0] if cell is not None and cell.kind is ReadingKind.FIGURES and len(cell.figures) == 1 else None


def _amount(cell: Reading | None, column: Column) -> Decimal | None:
    figure = _figure(cell)
    if figure is None:
        return None
    if figure.multiplier == 1 and column.multiplier == 1:
        return figure.value if figure.stored is None else figure.stored
    return figure.exact_amount * _scale(figure, column)


def _scale(figure: Figure, column: Column) -> Decimal:
    return column.multiplier if figure.multiplier == 1 else Decimal(1)


def _highest(cell: Reading | None, column: Column) -> Decimal | None:
    """The most that a figure can stand for: "2,4 miliar" may be up to 2.450.000.000."""
    figure = _figure(cell)
    if figure is None:
        return None
    unit = figure.multiplier * _scale(figure, column)
    slack = unit.scaleb(-figure.decimals) / 2 if unit > 1 else Decimal(0)
    return figure.exact_amount * _scale(figure, column) + slack


def _words(cell: Reading | None, _: Column) -> str | None:
    return None if cell is None or cell.kind in _WORDLESS else cell.text


def _key(cell: Reading | None) -> str | None:
    return None if cell is None or cell.kind in _WORDLESS else plain(cell.text)


def _keys(stack: Stack, role: str) -> list[Value]:
    """What each row is known by: the words of all columns of ``role``, and the run of codes of one family it stands in.

    The same account comes again under the next sub kegiatan, whose code, or name without one, stands between; a code
    that is split over several columns is one code.
    """
    columns = [column.index for column in stack.table.columns_of(role)]
    keys: list[Value] = []
    family, run = "", 0
    for row, *cells in zip(stack.rows, *map(stack.read, columns), strict=True):
        text = " ".join(filter(None, map(_key, cells)))
        own = ".".join(text.split(".")[:_FAMILY]) if "." in text else family
        run += own != family
        family = own
        work = work_over(stack.table.rows, row)
        keys.append(f"{run} {'' if work is None else work.number} {text}" if text else None)
    return keys


def _counted(stack: Stack, cells: Sequence[Reading | None], bounds: Bounds) -> list[Value]:
    """The printed figures that count whole things: all of them, or those with one of the units."""
    figures = [_figure(cell) for cell in cells]
    units = {plain(unit) for unit in (*bounds.whole_of, *(_INDIVISIBLE if bounds.indivisible else ()))}
    column = next(iter(stack.table.columns_of(SATUAN)), None)
    index = 0 if column is None else column.index
    said = stack.read(index)
    return [
        figure.amount
        if figure is not None
        and figure.unit != PERCENT
        and (bounds.whole or (figure.unit or (plain(unit.text) if unit else "")) in units)
        else None
        for figure, unit in zip(figures, said, strict=True)
    ]


def _bare(text: str) -> str:
    """``text`` as words alone, without the number before it."""
    return " ".join(_WORD.findall(plain(text)))


def _may_begin(text: str, words: frozenset[str]) -> bool:
    """Whether the first word of ``text`` may be one of ``words``; False only where that is plain to see."""
    match = _WORD.search(text)
    return match is None or len(match.group()) == 1 or not text.isascii() or match.group().lower() in words


def _left_alone(stack: Stack, bounds: Bounds) -> frozenset[int]:
    """The sheet's rows whose name, or that of a row or a band above them, begins with what ``not_rows`` lists."""
    if not bounds.not_rows:
        return frozenset()
    words = tuple(f"{plain(word)} " for word in bounds.not_rows)
    first = frozenset(word.split(" ", 1)[0] for word in words)
    found: set[int] = set()
    band = False
    rows = stack.table.rows
    begins: dict[str, bool] = {}  # a name comes again in the rows below it
    for row in rows:
        named = False
        for said in row.subjects.values():
            begin = begins.get(said)
            if begin is None:
                begin = begins[said] = _may_begin(said, first) and f"{_bare(said)} ".startswith(words)
            named = named or begin
        if row.kind is RowKind.GROUP:
            band = named
        over = row.parent is not None and rows[row.parent].number in found
        if named or over or band:
            found.add(row.number)
    return frozenset(found)

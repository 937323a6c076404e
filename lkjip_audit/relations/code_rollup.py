"""A row with a nomenclature code is the sum of the rows directly under it, on every money column.

Where the rows that its code names do not make it, and rows right below it do, the figures are believed: codes are typed
in many widths, repeated and left out, and nobody types the digits of a sum by chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import chain
from typing import cast, overload

from lkjip_audit.figures.model import RUPIAH, ReadingKind
from lkjip_audit.formula import Name, Sum
from lkjip_audit.judging.held import Held
from lkjip_audit.judging.model import Equation, Outcome, Source, Traits
from lkjip_audit.records import changed
from lkjip_audit.relations.alike import adds_up, holds_rupiah
from lkjip_audit.relations.balance import as_balance
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.relations.lost_rows import goes_deeper, strays
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.added_rows import Reading
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of, total_of
from lkjip_audit.tables.known import JUMLAH
from lkjip_audit.tables.model import Column, Row, RowKind, Table

_FEWEST_HIDDEN = 2
_HEADS = (RowKind.DETAIL, RowKind.SUBTOTAL, RowKind.GROUP, RowKind.TOTAL)
"""The kinds of rows that may be the sum of those under them."""
_PARENT = "induk"


class CodeRollup(Settings):
    """``roles`` of the columns that roll up (the money roles when empty)."""

    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnRollup:
    """The roll-ups of one column: those that simply add up, and by the number of their family what the others are."""

    table: Table
    simple: Held
    others: tuple[tuple[int, Equation | Outcome], ...]

    @property
    def first(self) -> Equation | None:
        """The first equation of the column, from the top down; None where there is none."""
        others = ((number, laid) for number, laid in self.others if isinstance(laid, Equation))
        number, first = next(others, (None, None))
        if len(self.simple) and (number is None or self.simple.which[0] < number):
            return self.simple.equation(0)
        return first


def relations(rule: Rule, settings: CodeRollup, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every parent row that holds a figure and has children that do."""
    for column in rolled_up(rule, settings, scene):
        yield column.simple
        yield from (laid for _, laid in column.others)


def rolled_up(rule: Rule, settings: CodeRollup, scene: Scene) -> Iterator[ColumnRollup]:
    """As ``relations``, column by column."""
    wanted = frozenset(settings.roles) or scene.roles.money
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        families: dict[int, list[int]] = defaultdict(list)
        for index, row in enumerate(table.rows):
            if row.parent is not None and row.kind in (RowKind.DETAIL, RowKind.SUBTOTAL):
                families[row.parent].append(index)
        columns = [column for column in table.columns if families and _is_money(table, column, wanted)]
        by_number = tuple(families.items()) if columns else ()
        yield from (_of_column(rule, scene, table, (families, by_number), column) for column in columns)


class _Items(Sequence[Operand | None]):
    """The figures of a column, row by row, as operands; made for those that are asked for."""

    def __init__(self, table: Table, column: Column) -> None:
        self._table, self._column = table, column
        self._made: dict[int, Operand | None] = {}

    def __len__(self) -> int:
        return len(self._table.rows)

    @overload
    def __getitem__(self, index: int) -> Operand | None: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Operand | None]: ...

    def __getitem__(self, index: int | slice) -> Operand | Sequence[Operand | None] | None:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        if index not in self._made:
            row = self._table.rows[index]
            self._made[index] = operand(f"r{row.number}", self._table, row, self._column)
        return self._made[index]

    @cached_property
    def listed(self) -> Reading:
        """The column as a list of amounts."""
        return Reading(_amounts(self._table, self))


def _of_column(
    rule: Rule,
    scene: Scene,
    table: Table,
    parts: tuple[Mapping[int, list[int]], Sequence[tuple[int, list[int]]]],
    column: Column,
) -> ColumnRollup:
    """``parts`` are the rows under each, by its place and one after the other."""
    from lkjip_audit.relations.rollups import simple_families  # noqa: PLC0415 - it imports numpy

    items, (families, by_number) = _Items(table, column), parts

    def made(number: int) -> Equation:
        return cast(Equation, _of_family(rule, table, *by_number[number], items))

    simple = simple_families(rule, scene, table, column, families, _HEADS, made)
    others = tuple(_others(rule, table, families, column, items, frozenset(simple.which.tolist())))
    return ColumnRollup(table, simple, others)


def _others(
    rule: Rule, table: Table, families: Mapping[int, list[int]], column: Column, items: _Items, simple: Set[int]
) -> Iterator[tuple[int, Equation | Outcome]]:
    """The families of one column that are not ``simple``, from the top down."""
    shown: dict[int, int] = {}
    laid_out = [
        (number, parent, own, children, _of_family(rule, table, parent, children, items))
        for number, (parent, own) in enumerate(families.items())
        if number not in simple
        for children in (_filled(table, families, own, column),)
    ]
    blanks = {number: _blank(table, families, own, column) for number, _, own, _, _ in laid_out}
    # Where an empty cell once stands for nothing, it does everywhere.
    as_nothing = any(blanks[number] and adds_up(equation) for number, _, _, _, equation in laid_out if equation)
    for number, parent, own, children, equation in laid_out:
        unread = _unread(table, items[parent], children, column)
        if unread is None and equation is not None and not as_nothing and _lacks(equation):
            unread = blanks[number]
        if unread is not None:
            where = table.address(unread, column).place
            yield number, unverifiable(rule, table, table.rows[parent], column, "operand_missing", operand=where)
        elif equation is not None:
            laid = _completed(rule, table, parent, (children, own), items, equation)
            parts: tuple[int, ...] = ()
            if not adds_up(laid):
                parts = _shown_parts(items.listed, table, parent) or _few_parts(items.listed, table, parent, own)
            by_figures = _of_family(rule, table, parent, parts, items) if parts else None
            if by_figures is not None:
                shown.update(dict.fromkeys(parts, parent))
                yield number, replace(by_figures, source=Source.SHOWN)
            elif adds_up(laid) or all(shown.get(child, parent) == parent for child in children):
                yield number, as_balance(laid)


def _shown_parts(listed: Reading, table: Table, parent: int) -> tuple[int, ...]:
    """The rows below ``parent`` that make it, as their figures tell, where they reach to the next row of its level.

    A row whose code is longer than the head's may stand under it all the same: its code may be mistyped.
    """
    amount, head = listed.amounts[parent], table.rows[parent]
    if amount is None:
        return ()
    last = len(table.rows)
    closing = (index for index in range(parent + 1, last) if _closes(table.rows[index], head))
    first = next(closing, last)
    further = chain((first,), closing) if first < last else closing
    surely = (index for index in further if head.code is None or not goes_deeper(table.rows[index], head))
    ends = dict.fromkeys((first, next(surely, last)))
    return next(filter(None, (listed.parts_between(parent + 1, end, amount) for end in ends)), ())


def _few_parts(listed: Reading, table: Table, parent: int, children: Sequence[int]) -> tuple[int, ...]:
    """The few rows below ``parent`` that make it, where its codes, of an older chart of accounts, say otherwise.

    Every child by code that they leave out must be a part of one of them: else it is simply not added.
    """
    amount, head = listed.amounts[parent], table.rows[parent]
    if amount is None or head.code is None:
        return ()
    after = range(parent + 1, len(table.rows))
    end = next((index for index in after if _is_outside(table.rows[index], head)), len(table.rows))
    parts = listed.few_between(parent + 1, end, amount)
    left = [child for child in children if child not in parts and listed.amounts[child] is not None]
    explained = all(any(part < child and listed.is_within(child, part, end) for part in parts) for child in left)
    return parts if explained else ()


def _is_outside(row: Row, head: Row) -> bool:
    """Whether ``row`` closes the table, or has a code as short as the head's."""
    return row.kind is RowKind.TOTAL or (row.code is not None and row.code.count(".") <= (head.code or "").count("."))


def _closes(row: Row, head: Row) -> bool:
    """Whether ``row`` stands no deeper than ``head``, by its code or its number, or closes the table."""
    marked = row.code is not None or row.order is not None
    return row.kind is RowKind.TOTAL or (marked and row.level <= head.level)


def _amounts(table: Table, items: Sequence[Operand | None]) -> tuple[Decimal | None, ...]:
    """What each row's item in a column says; None for rows that say nothing there or are no data."""
    return tuple(
        None if item is None or row.kind is RowKind.OTHER else amount_of(item)
        for row, item in zip(table.rows, items, strict=True)
    )


def _filled(table: Table, families: Mapping[int, list[int]], children: list[int], column: Column) -> list[int]:
    """The children, each that is empty in ``column`` replaced by its own: an urusan is what its programs are.

    Where nothing below them is filled either they stay.
    """
    found: list[int] = []
    for index in children:
        below = families.get(index, ())
        if table.reading(table.rows[index], column) is None and below:
            found.extend(child for child in below if table.reading(table.rows[child], column) is not None)
        else:
            found.append(index)
    return found or children


def _unread(table: Table, stated: Operand | None, children: list[int], column: Column) -> Row | None:
    """The child that keeps the sum from being made: one that reads in two ways, or the first where all are empty."""
    if stated is None or _is_no_money(stated):
        return None
    readings = [table.reading(table.rows[index], column) for index in children]
    for index, reading in zip(children, readings, strict=True):
        if reading is not None and reading.kind in (ReadingKind.AMBIGUOUS, ReadingKind.DISPLACED):
            return table.rows[index]
    return table.rows[children[0]] if all(reading is None for reading in readings) else None


def _blank(table: Table, families: Mapping[int, list[int]], children: Sequence[int], column: Column) -> Row | None:
    """The first child that is empty in ``column``, as all directly below it are, and holds rupiah in another."""
    roles = table.roles
    others = [item for item in table.columns if item.role in roles.money and item is not column]
    for index in children:
        empty = all(table.reading(table.rows[at], column) is None for at in (index, *families.get(index, ())))
        if empty and any(table.figure(table.rows[index], item) is not None for item in others):
            return table.rows[index]
    return None


def _lacks(equation: Equation) -> bool:
    """Whether the parts are less than what is stated: one that was left empty may be the rest."""
    return total_of(equation.operands) < amount_of(equation.stated)


def _completed(
    rule: Rule,
    table: Table,
    parent: int,
    below: tuple[list[int], list[int]],
    items: Sequence[Operand | None],
    equation: Equation,
) -> Equation:
    """The family with its strays, or without what one of its own members already sums, where the parent is that sum.

    A kegiatan that was given the code of a sub kegiatan stands among its own children.
    """
    if adds_up(equation):
        return equation
    children, own = below
    full = _of_family(rule, table, parent, [*children, *strays(table, parent, own)], items)
    if full is not None and adds_up(full):
        return full
    hidden = _hidden_parent(equation)
    return equation if hidden is None else _without(equation, hidden)


def _hidden_parent(equation: Equation) -> frozenset[str] | None:
    """The names of the rows that one member is the sum of, right after it, if the rest then makes the parent."""
    amounts = [*map(amount_of, equation.operands)]
    missing = sum(amounts) - amount_of(equation.stated)
    for place, amount in enumerate(amounts):
        if amount != missing:
            continue
        total = Decimal(0)
        for end in range(place + 1, len(amounts)):
            total += amounts[end]
            if total == amount and end - place >= _FEWEST_HIDDEN:
                return frozenset(item.name for item in equation.operands[place + 1 : end + 1])
    return None


def _without(equation: Equation, names: frozenset[str]) -> Equation:
    operands = tuple(item for item in equation.operands if item.name not in names)
    return replace(equation, operands=operands, formula=Sum(tuple(Name(item.name) for item in operands)))


def _is_money(table: Table, column: Column, wanted: frozenset[str]) -> bool:
    """Whether figures of ``column`` roll up: as money by its role, or as rupiah by its size where it is of no other."""
    return column.role in wanted or (column.role in (None, JUMLAH) and holds_rupiah(table, column))


def _of_family(
    rule: Rule, table: Table, parent: int, children: Sequence[int], items: Sequence[Operand | None]
) -> Equation | None:
    """The roll-up of one family in one column; None unless the parent and its children speak of money there."""
    head = table.rows[parent]
    if head.kind not in _HEADS:
        return None
    stated = items[parent]
    operands = [item for index in children if (item := items[index]) is not None]
    if stated is None or not operands or any(_is_no_money(item) for item in (stated, *operands)):
        return None
    return Equation(
        rule=rule,
        subject=" ".join(filter(None, (head.code, head.label))),
        stated=changed(stated, name=_PARENT, role=_PARENT if stated.role == stated.name else stated.role),
        operands=tuple(operands),
        formula=Sum(tuple(Name(item.name) for item in operands)),
        table=table.id,
    )


def _is_no_money(item: Operand) -> bool:
    """A target that stands in a money column ("12 dokumen", "90%") rolls up to nothing."""
    return item.figure.unit not in (None, RUPIAH)


KIND = Kind("code_rollup", CodeRollup, relations, traits=Traits(rolls_up=True))

"""Each row's share of its column's total, in tables that count anything: roads by condition, staff by schooling."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from lkjip_audit.figures.model import PERCENT
from lkjip_audit.formula import Binary, Expression, Name, Number, Sum
from lkjip_audit.judging.model import Equation, Outcome
from lkjip_audit.relations.header_formula import in_one_unit
from lkjip_audit.relations.kind import Kind, Laid, Settings, unverifiable
from lkjip_audit.relations.row_formula.families import fits
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.columns import companions_of
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.known import PAGU, PORSI
from lkjip_audit.tables.model import Column, RowKind, Table
from lkjip_audit.workbook.model import Address

_HUNDRED = Number(Decimal(100))


class Share(Settings):
    """No settings: the column whose shares most rows state is the one that they are of."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a column comes to: its total row, or all its rows added."""

    formula: Expression
    operands: tuple[Operand, ...]


def relations(rule: Rule, settings: Share, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every column of shares but those of budgets, which have a rule of their own."""
    del settings
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        for column in table.columns_of(PORSI):
            if companions_of(table, column, (PAGU,)) or len(table.rows) > limits().habits.share_rows:
                continue
            found = {base.index: _equations(rule, table, column, base) for base in _bases(table, column)}
            best = max(found, key=lambda index: _fitting(found[index]), default=0)
            equations = found.get(best, [])
            telling = sum(bool(equation.stated.figure.value) for equation in equations)
            fitting = _fitting(equations)
            if fitting >= limits().habits.shares and fitting >= telling * limits().habits.most:
                yield from equations
                yield from _without_part(rule, table, column, best)


def _without_part(rule: Rule, table: Table, column: Column, base: int) -> Iterator[Outcome]:
    """The rows that state a share of nothing."""
    for row in table.rows:
        empty = table.readings.get((row.number, base)) is None
        if row.kind is RowKind.DETAIL and empty and table.figure(row, column) is not None:
            where = Address(table.sheet, row.number, base)
            yield unverifiable(rule, table, row, column, "operand_missing", operand=where.place)


def _bases(table: Table, column: Column) -> Iterator[Column]:
    """The columns that shares may be of, the nearest on the left first."""
    roles = table.roles
    never = roles.numbering | roles.ranges | roles.ratio | {PORSI}
    left = [item for item in table.columns if item.index < column.index]
    for item in reversed(left):
        if item.role not in never and item.unit != PERCENT:
            yield item


def _fitting(equations: Sequence[Equation]) -> int:
    """In how many rows the share is as computed; that nothing is a share of nothing shows nothing."""
    return sum(bool(equation.stated.figure.value) and fits(equation, equation.formula) for equation in equations)


def _equations(rule: Rule, table: Table, column: Column, base: Column) -> list[Equation]:
    """Each row's share as it follows from ``base``."""
    whole = _whole(table, base)
    if whole is None:
        return []
    formula = Binary("*", Binary("/", Name("bagian"), whole.formula), _HUNDRED)
    found = []
    for row in table.rows:
        stated, part = operand(PORSI, table, row, column), operand("bagian", table, row, base)
        if row.kind is not RowKind.DETAIL or stated is None or part is None:
            continue
        found.append(Equation(rule, row.label, stated, (part, *whole.operands), formula, table.id))
    return [laid for laid in in_one_unit(found) if isinstance(laid, Equation)]


def _whole(table: Table, base: Column) -> _Whole | None:
    for row in reversed(table.rows):
        total = operand("seluruh", table, row, base) if row.kind is RowKind.TOTAL else None
        if total is not None:
            return _Whole(Name("seluruh"), (total,))
    rows = [row for row in table.rows if row.kind is RowKind.DETAIL]
    parts = [item for row in rows if (item := operand("r", table, row, base)) is not None]
    if len(parts) < limits().sums.fewest_parts:
        return None
    named = tuple(replace(item, name=f"r{place}") for place, item in enumerate(parts))
    return _Whole(Sum(tuple(Name(item.name) for item in named)), named)


KIND = Kind("share", Share, relations)

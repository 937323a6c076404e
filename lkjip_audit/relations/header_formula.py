"""A formula that the header declares over column numbers: "12=(10-6)", "(5)=(4)/(3)x100%", "8=(7/6)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.formula import Binary, Expression, LanguageError, Name, Number, evaluate, names, parse
from lkjip_audit.judging.model import Equation, Source
from lkjip_audit.relations.kind import Kind, Laid, Settings, unread, unverifiable
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.operands import operand, operand_or_nil
from lkjip_audit.scene.place import Operand
from lkjip_audit.tables.model import Column, Row, RowKind, Table
from lkjip_audit.tables.numbering import Numbered

_PERCENT = Decimal(100)
_NUMBER = re.compile(r"\d+")


class HeaderFormula(Settings):
    """No settings: the workbook itself states the formula."""


def relations(rule: Rule, settings: HeaderFormula, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every row of every column whose header declares a formula."""
    for table in scene.tables_of(rule.applies.kinds, rule.applies.not_kinds):
        words = table.roles.numbering | table.roles.subjects | table.roles.units
        numbered = Numbered(column for column in table.columns if column.role not in words)
        for column in table.columns:
            if column.role in words:
                continue
            formula = _read(column, numbered) if column.formula else None
            if formula is None:
                continue
            for row in table.rows:
                if row.kind in (RowKind.DETAIL, RowKind.TOTAL, RowKind.SUBTOTAL):
                    laid = _of_row(rule, table, row, column, formula, numbered)
                    if laid is not None:
                        yield laid


def _read(column: Column, numbered: Numbered) -> Expression | None:
    """The declared formula with each column number as a name; None when it names a column that is not there."""
    text = (column.formula or "").lower().replace("×", "*").replace("x", "*").replace(":", "/").replace("%", "")

    def name(match: re.Match[str]) -> str:
        number = match.group()
        before = text[: match.start()].rstrip(" (")
        is_factor = number in ("100", "1") and (before.endswith("*") or number not in numbered)
        return number if is_factor else f"k{number}"

    try:
        formula = parse(_NUMBER.sub(name, text))
    except LanguageError:
        return None
    used = [item[1:] for item in names(formula)]
    known = all(number != column.number and numbered.meant(number, column) is not None for number in used)
    return formula if used and known else None


def _of_row(
    rule: Rule,
    table: Table,
    row: Row,
    column: Column,
    formula: Expression,
    numbered: Numbered,
) -> Laid | None:
    stated = operand("hasil", table, row, column)
    if stated is None:
        return unread(rule, table, row, column)
    operands = []
    for name in names(formula):
        source = numbered.meant(name[1:], column)
        item = None if source is None else operand_or_nil(name, table, row, source)
        if item is None:
            where = "" if source is None else table.address(row, source).place
            return unverifiable(rule, table, row, column, "operand_missing", operand=where)
        operands.append(item)
    if not _same_units([item.figure.unit for item in operands]):
        return None
    value = evaluate(formula, {item.name: item.figure.amount * item.scale for item in operands})
    return Equation(
        rule=rule,
        subject=row.label,
        stated=stated if value is None else rescaled(stated, value),
        operands=tuple(operands),
        formula=formula,
        table=table.id,
        source=Source.DECLARED,
        variants=_falling(formula),
    )


def _falling(formula: Expression) -> tuple[tuple[str, Expression], ...]:
    """How a ratio in percent is computed where less is better: a header states one formula for all indicators."""
    match formula:
        case Binary("*", Binary("/", Name() as above, Name() as below), Number(factor)) if factor == _PERCENT:
            inverse = Binary("*", Binary("/", below, above), Number(factor))
            return ("selisih", Binary("-", Number(2 * factor), formula)), ("kebalikan", inverse)
        case _:
            return ()


def rescaled(stated: Operand, value: Decimal) -> Operand:
    """A result printed as a fraction where the formula gives percent, or the other way round."""
    amount = stated.figure.amount * stated.scale
    if value == 0 or amount == 0:
        return stated
    for factor in (Decimal(100), 1 / Decimal(100)):
        if abs(amount * factor - value) < abs(value) * limits().sums.fraction_share:
            return replace(stated, scale=stated.scale * factor)
    return stated


def _same_units(units: list[str | None]) -> bool:
    """A difference or a sum of two units says nothing."""
    return len({unit for unit in units if unit}) <= 1


KIND = Kind("header_formula", HeaderFormula, relations)

"""A formula that the header declares over column numbers: "12=(10-6)", "(5)=(4)/(3)x100%", "8=(7/6)", "e=d/c"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.figures import PERCENT
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
_FACTORS = (Decimal(1), _PERCENT, 1 / _PERCENT)
_NUMBER = re.compile(r"\d+")
_LETTER_OR_NUMBER = re.compile(r"\d+|[a-w]")


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
            rows = (row for row in table.rows if row.kind in (RowKind.DETAIL, RowKind.TOTAL, RowKind.SUBTOTAL))
            laid = [_of_row(rule, table, row, column, formula, numbered) for row in rows]
            yield from in_one_unit([item for item in laid if item is not None])


def _read(column: Column, numbered: Numbered) -> Expression | None:
    """The declared formula with each column number as a name; None when it names a column that is not there."""
    text = (column.formula or "").lower().replace("×", "*").replace("x", "*").replace(":", "/").replace("%", "")

    def name(match: re.Match[str]) -> str:
        number = match.group()
        before = text[: match.start()].rstrip(" (")
        is_factor = number in ("100", "1") and (before.endswith("*") or number not in numbered)
        return number if is_factor else f"k{number}"

    named = _LETTER_OR_NUMBER if (column.number or "").isalpha() else _NUMBER
    try:
        formula = parse(named.sub(name, text))
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
    return Equation(
        rule=rule,
        subject=row.label,
        stated=stated,
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


def in_one_unit(laid: Sequence[Laid]) -> Iterator[Laid]:
    """``laid`` with results printed as fractions where the formula gives percent, or the other way round.

    A row that is wrong tells nothing of that: it counts as most of its column do, and where none tells, a percentage
    under a bare ratio is a hundred times that.
    """
    scales = [_scale(item) if isinstance(item, Equation) else None for item in laid]
    told = Counter(scale for scale in scales if scale is not None)
    usual = max(told, key=lambda scale: told[scale], default=None)
    for item, scale in zip(laid, scales, strict=True):
        if isinstance(item, Equation):
            factor = scale or usual or _by_unit(item)
            yield replace(item, stated=replace(item.stated, scale=item.stated.scale * factor))
        else:
            yield item


def _by_unit(equation: Equation) -> Decimal:
    """By what the result is multiplied where only its unit tells: "66,6%" under 11=(10/4) is 0,666."""
    is_ratio = isinstance(equation.formula, Binary) and equation.formula.op == "/"
    return 1 / _PERCENT if is_ratio and equation.stated.figure.unit == PERCENT else Decimal(1)


def _scale(equation: Equation) -> Decimal | None:
    value = evaluate(equation.formula, {item.name: item.figure.amount * item.scale for item in equation.operands})
    return None if value is None else _factor(equation.stated, value)


def _factor(stated: Operand, value: Decimal) -> Decimal | None:
    """By what a result is multiplied to be about the ``value`` of its formula; None where it is nothing of the kind."""
    amount = stated.figure.amount * stated.scale
    if value == 0 or amount == 0:
        return None
    near = abs(value) * limits().sums.fraction_share
    return next((factor for factor in _FACTORS if abs(amount * factor - value) < near), None)


def rescaled(stated: Operand, value: Decimal) -> Operand:
    """A result printed as a fraction where the formula gives percent, or the other way round."""
    return replace(stated, scale=stated.scale * (_factor(stated, value) or 1))


def _same_units(units: list[str | None]) -> bool:
    """A difference or a sum of two units says nothing."""
    return len({unit for unit in units if unit}) <= 1


KIND = Kind("header_formula", HeaderFormula, relations)

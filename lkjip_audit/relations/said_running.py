"""A column that its header calls cumulative: each row adds its own amount to all before it.

Four quarters prove nothing by themselves where one of them is wrong; the header says what they are.  Where a cumulative
figure is mistyped, the row after it seems wrong as well, unless each is held to the sum of all amounts so far; where an
amount is mistyped, all rows after it seem wrong by those sums.  Both are tried, and the one that more rows bear out is
laid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from lkjip_audit.formula import Name, Sum
from lkjip_audit.induction import Operator
from lkjip_audit.judging.model import Equation, Source
from lkjip_audit.judging.precision import holds
from lkjip_audit.relations.said_made import Made
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.operands import operand
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import same_value
from lkjip_audit.tables.model import Column, Row, RowKind, Table


def running_totals(
    rule: Rule, table: Table, rows: Sequence[Row], column: Column, amounts: Sequence[Column]
) -> Iterator[Made]:
    """``column`` as what one of ``amounts`` comes to from row to row, in both ways."""
    detail = [row for row in rows if row.kind is RowKind.DETAIL]
    for part in amounts:
        pairs = [(operand("hasil", table, row, column), operand("b", table, row, part)) for row in detail]
        known = [(total, own) for total, own in pairs if total is not None and own is not None]
        if len(known) < len(pairs):
            continue  # who leaves a row out adds up something else
        for lines in (_by_steps(rule, table, known), _from_the_first(rule, table, known)):
            holding = tuple(line for line in lines if holds(line, line.formula, {}))
            departing = tuple(line for line in lines if line not in holding)
            yield Made(Operator.RUNNING, (part,), Decimal(1), holding, departing)


def _by_steps(rule: Rule, table: Table, known: Sequence[tuple[Operand, Operand]]) -> list[Equation]:
    """Each row as the one before it and its own amount; by its amount alone where it begins anew."""
    before = (None, *(total for total, _ in known))
    return [
        _line(rule, table, total, (own,) if last is None or same_value(total, own) else (last, own))
        for (total, own), last in zip(known, before, strict=False)
    ]


def _from_the_first(rule: Rule, table: Table, known: Sequence[tuple[Operand, Operand]]) -> list[Equation]:
    """Each row as the sum of all amounts so far."""
    amounts = [own for _, own in known]
    return [_line(rule, table, total, tuple(amounts[: n + 1])) for n, (total, _) in enumerate(known)]


def _line(rule: Rule, table: Table, total: Operand, parts: tuple[Operand, ...]) -> Equation:
    named = tuple(replace(part, name=f"b{number}") for number, part in enumerate(parts, 1))
    names = tuple(Name(item.name) for item in named)
    formula = Sum(names) if len(names) > 1 else names[0]
    return Equation(rule, total.label, total, named, formula, table.id, source=Source.SHOWN)

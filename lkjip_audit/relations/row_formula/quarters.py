"""A year told by its quarters: a row's result may come from the last of them or from all four together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from lkjip_audit.formula import parse
from lkjip_audit.judging.model import Equation
from lkjip_audit.relations.row_formula.families import fits
from lkjip_audit.scene.operands import operand
from lkjip_audit.tables.model import Column, Row, Table

_FEWEST = 2


def over_quarters(
    equation: Equation, formula: str, table: Table, row: Row, stated: Column, companions: Mapping[str, Column]
) -> Equation | None:
    """``equation`` with the quarters of a role added where it has only the last; None where there are none to add."""
    if is_quarterly(stated):
        return None
    operands, text = list(equation.operands), formula
    for name, column in companions.items():
        quarters = [item for item in table.columns_of(column.role or "") if is_quarterly(item)]
        if not is_quarterly(column) or len(quarters) < _FEWEST:
            continue
        found = [operand(f"{name}_{item.period}", table, row, item) for item in quarters]
        parts = [item for item in found if item is not None]
        operands = [item for item in operands if item.name != name] + parts
        text = re.sub(rf"\b{name}\b", "(" + " + ".join(item.name for item in parts) + ")", text)
    if text == formula or not operands:
        return None
    return replace(equation, operands=tuple(operands), formula=parse(text))


def adds_up(equations: Iterable[Equation | None]) -> bool:
    """Whether some row follows from all its quarters together."""
    return any(item is not None and fits(item, item.formula) for item in equations)


def is_quarterly(column: Column) -> bool:
    """Whether the column is of one quarter of the year."""
    return column.period is not None and column.period.is_quarter

"""Rule formulas as formulas of Excel."""

from __future__ import annotations

from collections.abc import Mapping

from lkjip_audit.blank.model import Column, Steps
from lkjip_audit.rulepack.language import (
    Binary,
    Call,
    Compare,
    Expression,
    If,
    Name,
    Negative,
    Number,
    Sum,
    names,
    parse,
)

_FUNCTIONS = {"sum": "SUM", "mean": "AVERAGE", "min": "MIN", "max": "MAX", "abs": "ABS", "round": "ROUND"}


def of_column(column: Column, cells: Mapping[str, str]) -> str | None:
    """The formula of ``column`` in a row, with ``cells`` the row's cells by column; None when it has none.

    A cell that it needs and that holds no figure yet leaves it empty: a blank form shows no errors and no zeros.
    """
    if column.steps is not None:
        return _stepped(column.steps, cells)
    if column.formula is None:
        return None
    written = of_formula(column.formula, cells)
    if column.instead is not None:
        when = cells[column.instead.when]
        other = to_excel(parse(column.instead.formula), cells)
        plain = to_excel(parse(column.formula), cells)
        written = _guarded(column.formula, f'IF({when}="{column.instead.is_}",{other},{plain})', cells)
    return written


def of_formula(formula: str, cells: Mapping[str, str]) -> str:
    """``formula`` over ``cells``, empty while one of them is."""
    return _guarded(formula, to_excel(parse(formula), cells), cells)


def total_of(cells: str) -> str:
    """The sum of the range ``cells``, empty while it holds no figure."""
    return f'=IF(COUNT({cells})=0,"",SUM({cells}))'


def same_as(cell: str) -> str:
    """What ``cell`` holds, empty while it is empty."""
    return f'=IF({cell}="","",{cell})'


def to_excel(expression: Expression, cells: Mapping[str, str]) -> str:
    """``expression`` with the cell of each name in its place, bracketed so that no precedence can differ."""
    match expression:
        case Number(value):
            return f"{value:f}"
        case Name(name):
            return cells[name]
        case Negative(operand):
            return f"-({to_excel(operand, cells)})"
        case Binary(op, left, right):
            return f"{_operand(left, cells)}{op}{_operand(right, cells)}"
        case Compare(op, left, right):
            return f"{_operand(left, cells)}{'<>' if op == '!=' else op}{_operand(right, cells)}"
        case Sum(terms):
            return "+".join(_operand(term, cells) for term in terms)
        case Call(function, arguments):
            return f"{_FUNCTIONS[function]}({','.join(to_excel(part, cells) for part in arguments)})"
        case If(condition, then, otherwise):
            return f"IF({','.join(to_excel(part, cells) for part in (condition, then, otherwise))})"


def _operand(expression: Expression, cells: Mapping[str, str]) -> str:
    text = to_excel(expression, cells)
    return text if isinstance(expression, Number | Name | Call | If) else f"({text})"


def _guarded(formula: str, excel: str, cells: Mapping[str, str]) -> str:
    needed = [cells[name] for name in names(parse(formula))]
    return f'=IF(COUNT({",".join(needed)})<{len(needed)},"",IFERROR({excel},""))'


def _stepped(steps: Steps, cells: Mapping[str, str]) -> str:
    """Nested IFs, the first step outermost."""
    cell = cells[steps.of]
    text = '""'
    for step in reversed(steps.steps):
        if step.over is not None:
            text = f'IF({cell}>{step.over:f},"{step.text}",{text})'
        elif step.least is not None:
            text = f'IF({cell}>={step.least:f},"{step.text}",{text})'
        else:
            text = f'"{step.text}"'
    return f'=IF(COUNT({cell})=0,"",{text})'

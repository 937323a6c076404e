"""A formula as Excel computes it, over cells."""

from __future__ import annotations

from collections.abc import Mapping

from lkjip_audit.formula.tree import Binary, Call, Compare, Expression, If, Name, Negative, Number, Sum

_FUNCTIONS = {"sum": "SUM", "mean": "AVERAGE", "min": "MIN", "max": "MAX", "abs": "ABS", "round": "ROUND"}


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

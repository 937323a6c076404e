"""A formula written out for a reader, with the figures in their places: ``(75,91 / 13,02) × 100``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from lkjip_audit.formula.tree import (
    Binary,
    Call,
    Compare,
    Expression,
    If,
    Name,
    Negative,
    Number,
    Sum,
)

LONGEST = 6
"""Terms of a sum that are all written; of a longer one the first two and their number are."""

_TERMS = "suku"
_SIGNS = {
    "+": "+",
    "-": "−",
    "*": "×",
    "/": "/",
    "<=": "≤",
    ">=": "≥",
    "!=": "≠",
    "<": "<",
    ">": ">",
    "=": "=",
}
_WORDS = {
    "sum": "jumlah",
    "mean": "rata-rata",
    "min": "terkecil",
    "max": "terbesar",
    "round": "bulatkan",
}


def render(expression: Expression, substitute: Mapping[str, str]) -> str:
    """``expression`` as a reader would write it, each name replaced by its text in ``substitute``.

    A name that is not in ``substitute`` is written as it is.  Sums of more than LONGEST terms are shortened.
    """
    match expression:
        case Number(value):
            return _number(value)
        case Name(name):
            return substitute.get(name, name)
        case Negative(operand):
            return f"−{_inside(operand, substitute)}"
        case Binary(op, left, right):
            return f"{_operand(left, op, substitute)} {_SIGNS[op]} {_operand(right, op, substitute, right=True)}"
        case Sum(terms):
            return _sum(terms, substitute)
        case Call("abs", (argument,)):
            return f"|{render(argument, substitute)}|"
        case Call(function, arguments):
            written = _shortened(arguments, lambda part: render(part, substitute), "; ")
            return f"{_WORDS[function]}({written})"
        case Compare(op, left, right):
            return f"{render(left, substitute)} {_SIGNS[op]} {render(right, substitute)}"
        case If(condition, then, otherwise):
            asked, yes, no = (render(part, substitute) for part in (condition, then, otherwise))
            return f"jika {asked} maka {yes}, jika tidak {no}"


def _number(value: Decimal) -> str:
    """A constant in Indonesian marks: ``1.000.000``, ``0,5``."""
    return f"{value:,f}".translate(str.maketrans(",.", ".,"))


def _operand(expression: Expression, op: str, substitute: Mapping[str, str], *, right: bool = False) -> str:
    """One side of ``op``: bare where nobody could misread it, else in brackets."""
    text = render(expression, substitute)
    match expression:
        case Name() | Number():
            return _guarded(text)
        case Call():
            return text
        case Binary(inner, _, _) if inner == op and not (right and op in "-/"):
            return text
        case Binary(inner, _, _) if inner in "*/" and op in "+-":
            return text
    return f"({text})"


def _inside(expression: Expression, substitute: Mapping[str, str]) -> str:
    text = render(expression, substitute)
    return _guarded(text) if isinstance(expression, Name | Number | Call) else f"({text})"


def _guarded(text: str) -> str:
    """A negative figure in brackets, so that no two signs stand together."""
    return f"({text})" if text.startswith(("-", "−", "–")) else text


def _sum(terms: Sequence[Expression], substitute: Mapping[str, str]) -> str:
    def signed(term: Expression) -> str:
        if isinstance(term, Negative):
            return f"− {_operand(term.operand, '-', substitute, right=True)}"
        return f"+ {_operand(term, '+', substitute)}"

    text = _shortened(terms, signed, " ", between="+ ")
    return f"−{text[2:]}" if text.startswith("− ") else text.removeprefix("+ ")


def _shortened(
    terms: Sequence[Expression], write: Callable[[Expression], str], joint: str, *, between: str = ""
) -> str:
    if len(terms) <= LONGEST:
        return joint.join(write(term) for term in terms)
    shown = joint.join(write(term) for term in terms[:2])
    return f"{shown}{joint}{between}… ({len(terms)} {_TERMS})"


def is_shortened(text: str) -> bool:
    """Whether ``text``, which ``render`` wrote, leaves out some terms of a sum."""
    return f" {_TERMS})" in text

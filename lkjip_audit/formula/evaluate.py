"""The value of a formula.

Everything is reckoned in exact fractions, so that one third taken three times is one and a result that lies
on the very edge of a rounding step is seen to lie there; only the answer becomes a Decimal.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact
from fractions import Fraction

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

PRECISION = 60
"""Digits of an answer that no finite number of them can hold, such as 1/3."""

LARGEST_EXPONENT = 400
"""A power of ten beyond every number that a spreadsheet can hold; a figure beyond it is no figure."""

_WIDEST = 400
"""Digits of a figure; sums of figures no wider need no more than 4 * LARGEST_EXPONENT digits."""

COMPARISONS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}


class NoAnswerError(ArithmeticError):
    """A formula has no value: it divides by zero, or an operand is missing."""


def evaluate(expression: Expression, environment: Mapping[str, Decimal]) -> Decimal | None:
    """The value of ``expression`` where each name stands for its value in ``environment``.

    None when it divides by zero, or when a name that it needs is missing; of an ``if`` only the branch taken
    is needed.
    """
    try:
        return to_decimal(exact(expression, environment))
    except NoAnswerError:
        return None


def exact(expression: Expression, environment: Mapping[str, Decimal]) -> Fraction:
    """As ``evaluate``, but exact; raises NoAnswerError where that gives None."""
    match expression:
        case Number(value):
            return to_fraction(value)
        case Name(name):
            if name not in environment:
                raise NoAnswerError(name)
            return to_fraction(environment[name])
        case Negative(operand):
            return -exact(operand, environment)
        case Binary(op, left, right):
            return _binary(op, exact(left, environment), exact(right, environment))
        case Sum(terms):
            return total(terms, environment)
        case Call(function, arguments):
            return _call(function, [exact(argument, environment) for argument in arguments])
        case Compare(op, left, right):
            return Fraction(COMPARISONS[op](exact(left, environment), exact(right, environment)))
        case If(condition, then, otherwise):
            return exact(then if exact(condition, environment) else otherwise, environment)


def to_fraction(value: Decimal) -> Fraction:
    """``value`` exactly; NoAnswerError for what is no number of a spreadsheet (NaN, infinity, 1E+999999)."""
    return Fraction(_checked(value))


def _checked(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value.adjusted()) > LARGEST_EXPONENT:
        raise NoAnswerError(str(value))
    return value


def to_decimal(value: Fraction, precision: int = PRECISION) -> Decimal:
    """``value`` to ``precision`` digits (all of them when it is whole)."""
    if value.denominator == 1:
        return Decimal(value.numerator)
    context = Context(prec=precision, rounding=ROUND_HALF_UP, Emin=-999999, Emax=999999)
    return context.divide(Decimal(value.numerator), Decimal(value.denominator))


def total(terms: Iterable[Expression], environment: Mapping[str, Decimal]) -> Fraction:
    """All ``terms`` added; plain figures as the Decimals that they are, which is several times as quick."""
    figures, others = Decimal(0), Fraction(0)
    exactly = Context(prec=4 * LARGEST_EXPONENT, traps=[Inexact])
    for term in terms:
        value = term.value if isinstance(term, Number) else None
        if isinstance(term, Name):
            value = environment.get(term.name)
        if value is None or len(value.as_tuple().digits) > _WIDEST:
            others += exact(term, environment)
        else:
            figures = exactly.add(figures, _checked(value))
    return Fraction(figures) + others


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """``value`` to ``decimals`` places, halves away from zero, as a spreadsheet's ROUND does."""
    scaled = abs(value) * 10**decimals + Fraction(1, 2)
    rounded = Fraction(scaled.numerator // scaled.denominator, 10**decimals)
    return -rounded if value < 0 else rounded


def _binary(op: str, left: Fraction, right: Fraction) -> Fraction:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            if right == 0:
                raise NoAnswerError("/ 0")
            return left / right
    raise ValueError(op)


def _call(function: str, values: list[Fraction]) -> Fraction:
    match function:
        case "sum":
            return sum(values, Fraction(0))
        case "mean":
            return sum(values, Fraction(0)) / len(values)
        case "min":
            return min(values)
        case "max":
            return max(values)
        case "abs":
            return abs(values[0])
        case "round":
            return round_half_up(values[0], int(values[1]) if len(values) > 1 else 0)
    raise ValueError(function)

"""The value of a formula.

Everything is reckoned in exact fractions, so that one third taken three times is one and a result that lies
on the very edge of a rounding step is seen to lie there; only the answer becomes a Decimal.  While it is reckoned a
fraction is a pair of whole numbers, the lower one above 0, that need not be in lowest terms.
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

_EXACTLY = Context(prec=4 * LARGEST_EXPONENT, traps=[Inexact])
_ANSWER = Context(prec=PRECISION, rounding=ROUND_HALF_UP, Emin=-999999, Emax=999999)
_Pair = tuple[int, int]

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
        return _answer(*_pair(expression, environment))
    except NoAnswerError:
        return None


def exact(expression: Expression, environment: Mapping[str, Decimal]) -> Fraction:
    """As ``evaluate``, but exact; raises NoAnswerError where that gives None."""
    return Fraction(*_pair(expression, environment))


def _pair(expression: Expression, environment: Mapping[str, Decimal]) -> _Pair:
    match expression:
        case Name(name):
            value = environment.get(name)
            if value is None:
                raise NoAnswerError(name)
            return _checked(value).as_integer_ratio()
        case Binary(op, left, right):
            return _binary(op, _pair(left, environment), _pair(right, environment))
        case Number(value):
            return _checked(value).as_integer_ratio()
        case Sum(terms):
            return _total(terms, environment)
        case Negative(operand):
            above, below = _pair(operand, environment)
            return -above, below
        case Call(function, arguments):
            return _call(function, [exact(argument, environment) for argument in arguments]).as_integer_ratio()
        case Compare(op, left, right):
            return int(COMPARISONS[op](exact(left, environment), exact(right, environment))), 1
        case If(condition, then, otherwise):
            return _pair(then if _pair(condition, environment)[0] else otherwise, environment)


def to_fraction(value: Decimal) -> Fraction:
    """``value`` exactly; NoAnswerError for what is no number of a spreadsheet (NaN, infinity, 1E+999999)."""
    return Fraction(_checked(value))


def _checked(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value.adjusted()) > LARGEST_EXPONENT:
        raise NoAnswerError(str(value))
    return value


def to_decimal(value: Fraction, precision: int = PRECISION) -> Decimal:
    """``value`` to ``precision`` digits (all of them when it is whole)."""
    context = _ANSWER if precision == PRECISION else Context(precision, ROUND_HALF_UP, _ANSWER.Emin, _ANSWER.Emax)
    return _answer(value.numerator, value.denominator, context)


def _answer(above: int, below: int, context: Context = _ANSWER) -> Decimal:
    whole, rest = divmod(above, below)
    return context.divide(Decimal(above), Decimal(below)) if rest else Decimal(whole)


def total(terms: Iterable[Expression], environment: Mapping[str, Decimal]) -> Fraction:
    """All ``terms`` added; plain figures as the Decimals that they are, which is several times as quick."""
    return Fraction(*_total(terms, environment))


def _total(terms: Iterable[Expression], environment: Mapping[str, Decimal]) -> _Pair:
    figures, others = Decimal(0), (0, 1)
    for term in terms:
        value = environment.get(term.name) if isinstance(term, Name) else None
        try:
            if value is not None:
                figures = _EXACTLY.add(figures, _checked(value))
                continue
        except Inexact:
            pass  # more digits than any figure has: it is added as a fraction
        others = _binary("+", others, _pair(term, environment))
    return _binary("+", figures.as_integer_ratio(), others) if others[0] else figures.as_integer_ratio()


def round_half_up(value: Fraction, decimals: int) -> Fraction:
    """``value`` to ``decimals`` places, halves away from zero, as a spreadsheet's ROUND does."""
    scaled = abs(value) * 10**decimals + Fraction(1, 2)
    rounded = Fraction(scaled.numerator // scaled.denominator, 10**decimals)
    return -rounded if value < 0 else rounded


def _binary(op: str, left: _Pair, right: _Pair) -> _Pair:
    (a, b), (c, d) = left, right
    match op:
        case "+":
            return (a + c, b) if b == d else (a * d + c * b, b * d)
        case "-":
            return (a - c, b) if b == d else (a * d - c * b, b * d)
        case "*":
            return a * c, b * d
        case "/":
            if c == 0:
                raise NoAnswerError("/ 0")
            return (a * d, b * c) if c > 0 else (-a * d, -b * c)
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

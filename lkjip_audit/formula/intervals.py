"""The range of a formula whose operands are known only to lie within their rounding.

The range is never too narrow.  It is the narrowest when each name occurs once; a name that occurs twice is
taken as if it could have two values at a time, so write ``a / b - 1`` rather than ``(a - b) / b``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from operator import add

from lkjip_audit.formula.evaluate import (
    PRECISION,
    NoAnswerError,
    round_half_up,
    to_decimal,
    to_fraction,
)
from lkjip_audit.formula.interval import Interval
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

_ZERO, _ONE = Decimal(0), Decimal(1)
_SWAPPED = {">": "<", ">=": "<="}


def evaluate_interval(expression: Expression, environment: Mapping[str, Interval]) -> Interval | None:
    """The range of ``expression`` where each name lies in its interval of ``environment``.

    None when a divisor may be zero, or when a name that is needed is missing.
    """
    try:
        return _range(expression, environment)
    except NoAnswerError:
        return None


def _range(expression: Expression, environment: Mapping[str, Interval]) -> Interval:
    match expression:
        case Number(value):
            return Interval.point(value)
        case Name(name):
            if name not in environment:
                raise NoAnswerError(name)
            return environment[name]
        case Negative(operand):
            return -_range(operand, environment)
        case Binary(op, left, right):
            return _binary(op, _range(left, environment), _range(right, environment))
        case Sum(terms):
            return _total(_range(term, environment) for term in terms)
        case Call(function, arguments):
            return _call(function, [_range(argument, environment) for argument in arguments])
        case Compare(op, left, right):
            return _compare(op, _range(left, environment), _range(right, environment))
        case If(condition, then, otherwise):
            return _choice(_range(condition, environment), then, otherwise, environment)


def _binary(op: str, left: Interval, right: Interval) -> Interval:
    match op:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            quotient = left / right
            if quotient is None:
                raise NoAnswerError("/ 0")
            return quotient
    raise ValueError(op)


def _total(values: Iterable[Interval]) -> Interval:
    return reduce(add, values, Interval.point(_ZERO))


def _call(function: str, values: list[Interval]) -> Interval:
    match function:
        case "sum":
            return _total(values)
        case "mean":
            return _binary("/", _total(values), Interval.point(Decimal(len(values))))
        case "max":
            return _greatest(values)
        case "min":
            return -_greatest([-value for value in values])
        case "abs":
            return _absolute(values[0])
        case "round":
            return _rounded(values[0], int(values[1].low) if len(values) > 1 else 0)
    raise ValueError(function)


def _greatest(values: Sequence[Interval]) -> Interval:
    """At equal ends the low one is open if any is, and the high one only if all are."""
    low, low_open = max((value.low, value.low_open) for value in values)
    high, high_closed = max((value.high, not value.high_open) for value in values)
    return Interval(low, high, low_open, not high_closed)


def _absolute(x: Interval) -> Interval:
    if x.low >= 0:
        return x
    if x.high <= 0:
        return -x
    farthest = _greatest([x, -x])
    return Interval(_ZERO, farthest.high, high_open=farthest.high_open)


def _rounded(x: Interval, decimals: int) -> Interval:
    low, high = (to_decimal(round_half_up(to_fraction(end), decimals), PRECISION) for end in (x.low, x.high))
    return Interval(low, high)


def _compare(op: str, left: Interval, right: Interval) -> Interval:
    """1 when it holds throughout, 0 when it holds nowhere, else the range from 0 to 1."""
    if op in _SWAPPED:
        return _compare(_SWAPPED[op], right, left)
    may_be_equal = left.intersects(right)
    match op:
        case "<":
            may, may_not = left.low < right.high, left.high > right.low or may_be_equal
        case "<=":
            may, may_not = left.low < right.high or may_be_equal, left.high > right.low
        case "=":
            may, may_not = may_be_equal, not (left.low == left.high == right.low == right.high)
        case "!=":
            may, may_not = not (left.low == left.high == right.low == right.high), may_be_equal
        case _:
            raise ValueError(op)
    return Interval(_ZERO if may_not else _ONE, _ONE if may else _ZERO)


def _choice(
    condition: Interval, then: Expression, otherwise: Expression, environment: Mapping[str, Interval]
) -> Interval:
    """The branch that is taken, or the span of both where either may be."""
    if condition.low > 0 or condition.high < 0:
        return _range(then, environment)
    if condition.low == condition.high == 0:
        return _range(otherwise, environment)
    first, second = _range(then, environment), _range(otherwise, environment)
    low, low_open = min((x.low, x.low_open) for x in (first, second))
    high, high_closed = max((x.high, not x.high_open) for x in (first, second))
    return Interval(low, high, low_open, not high_closed)

"""A formula as a quotient that is straight in one name above and below: what is left of it when all else is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lkjip_audit.formula.evaluate import NoAnswerError, exact
from lkjip_audit.formula.tree import Binary, Expression, Name, Negative, Sum, walk

Line = tuple[Fraction, Fraction]
"""What stands before and beside the name: ``first + second * name``."""

ONE: Line = (Fraction(1), Fraction(0))


@dataclass(frozen=True, slots=True)
class Straight:
    """``top`` over ``bottom``, each straight in the name."""

    top: Line
    bottom: Line

    def root(self, wanted: Fraction) -> Fraction:
        """The one value of the name that makes it ``wanted``; raises NoAnswerError where there is none, or many."""
        rest, slope = (above - wanted * below for above, below in zip(self.top, self.bottom, strict=True))
        if slope == 0:
            raise NoAnswerError("any value, or none")
        value = -rest / slope
        if self.bottom[0] + self.bottom[1] * value == 0:
            raise NoAnswerError("divides by zero")
        return value


def straight(expression: Expression, name: str, environment: Mapping[str, Decimal]) -> Straight:
    """``expression`` as such a quotient; raises NoAnswerError where it is none, or another name is missing."""
    if not any(isinstance(node, Name) and node.name == name for node in walk(expression)):
        return Straight((exact(expression, environment), Fraction(0)), ONE)
    match expression:
        case Name():
            return Straight((Fraction(0), Fraction(1)), ONE)
        case Negative(part):
            return _times(straight(part, name, environment), Fraction(-1))
        case Binary(op, left, right):
            return _joined(op, straight(left, name, environment), straight(right, name, environment))
        case Sum(terms):
            first, *others = (straight(term, name, environment) for term in terms)
            for other in others:
                first = _joined("+", first, other)
            return first
    raise NoAnswerError("not straight")


def _joined(op: str, one: Straight, other: Straight) -> Straight:
    match op:
        case "+":
            return _sum(one, other)
        case "-":
            return _sum(one, _times(other, Fraction(-1)))
        case "*" if (factor := _constant(other)) is not None:
            return _times(one, factor)
        case "*" if (factor := _constant(one)) is not None:
            return _times(other, factor)
        case "/" if one.bottom == other.bottom:
            return _quotient(one.top, other.top)
        case "/" if (factor := _constant(one)) is not None:
            return _times(_quotient(other.bottom, other.top), factor)
        case "/" if (factor := _constant(other)) is not None and factor != 0:
            return _times(one, 1 / factor)
    raise NoAnswerError("not straight")


def _sum(one: Straight, other: Straight) -> Straight:
    if one.bottom == other.bottom:
        return Straight(_plus(one.top, other.top, Fraction(1)), one.bottom)
    if (added := _constant(other)) is not None:
        return Straight(_plus(one.top, one.bottom, added), one.bottom)
    if (added := _constant(one)) is not None:
        return Straight(_plus(other.top, other.bottom, added), other.bottom)
    raise NoAnswerError("not straight")


def _plus(one: Line, other: Line, times: Fraction) -> Line:
    return one[0] + other[0] * times, one[1] + other[1] * times


def _times(one: Straight, factor: Fraction) -> Straight:
    return Straight((one.top[0] * factor, one.top[1] * factor), one.bottom)


def _quotient(top: Line, bottom: Line) -> Straight:
    if not any(bottom):
        raise NoAnswerError("divides by zero")
    return Straight(top, bottom)


def _constant(one: Straight) -> Fraction | None:
    """Its value, where the name is not in it."""
    return one.top[0] / one.bottom[0] if one.top[1] == 0 and one.bottom[1] == 0 and one.bottom[0] != 0 else None

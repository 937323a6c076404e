"""A formula turned round: what one operand must be, for the result to be what is stated."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from lkjip_audit.formula.evaluate import NoAnswerError, exact, to_decimal, to_fraction, total
from lkjip_audit.formula.straight import straight
from lkjip_audit.formula.tree import (
    Binary,
    Call,
    Expression,
    If,
    Name,
    Negative,
    Sum,
    parts,
    walk,
)

DIGITS = 50
"""Digits of an answer that no finite number of them can hold."""


def solve(expression: Expression, name: str, target: Decimal, environment: Mapping[str, Decimal]) -> Decimal | None:
    """The value of ``name`` that makes ``expression`` come to ``target``, the others as in ``environment``.

    What ``environment`` holds for ``name`` itself is not looked at.  None when there is no such value or more
    than one, when another name is missing, or when ``name`` occurs several times in anything but a quotient that
    is straight in it above and below, as in ``(x1 - x2) / x2``.
    """
    times = sum(isinstance(node, Name) and node.name == name for node in walk(expression))
    try:
        wanted = to_fraction(target)
        if times > 1:
            return to_decimal(straight(expression, name, environment).root(wanted), DIGITS)
        if times == 0:
            return None
        for node, onward in pairwise(_path(expression, name)):
            wanted = _undo(node, onward, wanted, environment)
    except NoAnswerError:
        return None
    return to_decimal(wanted, DIGITS)


def _path(expression: Expression, name: str) -> list[Expression]:
    """The nodes from ``expression`` down to ``name``, which occurs in it once."""
    path = [expression]
    while not isinstance(path[-1], Name):
        path.append(next(part for part in parts(path[-1]) if _holds(part, name)))
    return path


def _holds(expression: Expression, name: str) -> bool:
    return any(isinstance(node, Name) and node.name == name for node in walk(expression))


def _undo(node: Expression, onward: Expression, wanted: Fraction, environment: Mapping[str, Decimal]) -> Fraction:
    """What ``onward``, one of the parts of ``node``, must be for ``node`` to be ``wanted``."""
    match node:
        case Negative():
            return -wanted
        case Binary(op, left, right) if left is onward:
            return _undo_left(op, exact(right, environment), wanted)
        case Binary(op, left, _):
            return _undo_right(op, exact(left, environment), wanted)
        case Sum(terms) | Call("sum", terms):
            return wanted - _others(terms, onward, environment)
        case Call("mean", arguments):
            return wanted * len(arguments) - _others(arguments, onward, environment)
        case If(condition, then, otherwise) if condition is not onward:
            taken = then if exact(condition, environment) else otherwise
            if taken is onward:
                return wanted
    raise NoAnswerError("not invertible")


def _others(terms: tuple[Expression, ...], onward: Expression, environment: Mapping[str, Decimal]) -> Fraction:
    return total((term for term in terms if term is not onward), environment)


def _undo_left(op: str, right: Fraction, wanted: Fraction) -> Fraction:
    """``left`` of ``left op right`` = ``wanted``."""
    match op:
        case "+":
            return wanted - right
        case "-":
            return wanted + right
        case "*" if right != 0:
            return wanted / right
        case "/" if right != 0:
            return wanted * right
    raise NoAnswerError("any value, or none")


def _undo_right(op: str, left: Fraction, wanted: Fraction) -> Fraction:
    """``right`` of ``left op right`` = ``wanted``."""
    match op:
        case "+":
            return wanted - left
        case "-":
            return left - wanted
        case "*" if left != 0:
            return wanted / left
        case "/" if left != 0 and wanted != 0:
            return left / wanted
    raise NoAnswerError("any value, or none")

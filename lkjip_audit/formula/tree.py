"""The tree of a formula: frozen nodes, and a walk over them that no length of sum can exhaust."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from lkjip_audit.records import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: Decimal


@quickly_made
@dataclass(frozen=True, slots=True)
class Name:
    """An operand, by the name that the rule gives it: ``realisasi``, ``pagu@total``, ``target[2022]``."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """Minus ``operand``."""

    operand: Expression


@quickly_made
@dataclass(frozen=True, slots=True)
class Binary:
    """``left`` ``op`` ``right``, where ``op`` is one of ``+ - * /``."""

    op: str
    left: Expression
    right: Expression


@quickly_made
@dataclass(frozen=True, slots=True)
class Sum:
    """All ``terms`` added; flat, so that a table of any length is one node."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """``function`` (a key of ``FUNCTIONS``) of ``arguments``."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Compare:
    """``left`` ``op`` ``right``, ``op`` one of ``< <= = != >= >``; counts as 1 when true, 0 when not."""

    op: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class If:
    """``then`` when ``condition`` is not 0, else ``otherwise``."""

    condition: Expression
    then: Expression
    otherwise: Expression


Expression: TypeAlias = Number | Name | Negative | Binary | Sum | Call | Compare | If

FUNCTIONS: dict[str, tuple[int, int | None]] = {
    "sum": (1, None),
    "mean": (1, None),
    "min": (1, None),
    "max": (1, None),
    "abs": (1, 1),
    "round": (1, 2),
}
"""The functions of the language, with the fewest and the most arguments that each takes."""


def parts(expression: Expression) -> tuple[Expression, ...]:
    """The expressions directly under ``expression``, from left to right."""
    match expression:
        case Number() | Name():
            return ()
        case Negative(operand):
            return (operand,)
        case Binary(_, left, right) | Compare(_, left, right):
            return (left, right)
        case Sum(terms):
            return terms
        case Call(_, arguments):
            return arguments
        case If(condition, then, otherwise):
            return (condition, then, otherwise)


def walk(expression: Expression) -> Iterator[Expression]:
    """``expression`` and everything under it, from left to right as it is written."""
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(parts(node)))


def names(expression: Expression) -> tuple[str, ...]:
    """The names in ``expression``, each once, in the order in which they are met."""
    return tuple(dict.fromkeys(node.name for node in walk(expression) if isinstance(node, Name)))


def depth(expression: Expression) -> int:
    """How many nodes lie on the longest way down."""
    deepest = 0
    waiting = [(expression, 1)]
    while waiting:
        node, level = waiting.pop()
        deepest = max(deepest, level)
        waiting.extend((part, level + 1) for part in parts(node))
    return deepest

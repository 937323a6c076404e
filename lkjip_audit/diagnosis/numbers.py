"""What a fact may be, and how a cell prints it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Context, Decimal

from lkjip_audit.figures.model import Figure
from lkjip_audit.figures.rounding import round_half_even, round_half_up
from lkjip_audit.relations.model import Operand
from lkjip_audit.relations.sameness import same_value

EXACT = Context(prec=120)
"""More digits than any figure or quotient in use needs."""
_SAME = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Value:
    """What a fact may be: ``amount`` in plain units, unrounded.

    ``like`` is a figure that states it, if any does; ``picked`` tells that it is one of many that would do.
    """

    amount: Decimal
    like: Operand | None = None
    picked: bool = False


def unit_of(cell: Operand) -> Decimal:
    """How much one of what ``cell`` prints is in plain units."""
    return EXACT.multiply(cell.figure.multiplier, cell.scale)


def in_own_unit(amount: Decimal, cell: Operand) -> Decimal:
    """``amount``, in plain units, in the unit that ``cell`` prints."""
    unit = unit_of(cell)
    return amount if unit == 1 else EXACT.divide(amount, unit)


def printed(cell: Operand, value: Value) -> Decimal:
    """The number that ``cell`` prints when it states ``value``."""
    return round_half_up(in_own_unit(value.amount, cell), cell.figure.decimals)


def agrees(cell: Operand, value: Value) -> bool:
    """Whether ``cell``, as it stands, states ``value``."""
    if value.like is not None:
        return value.like.node == cell.node or same_value(value.like, cell)
    own = in_own_unit(value.amount, cell)
    figure = cell.figure
    if figure.value in (round_half_up(own, figure.decimals), round_half_even(own, figure.decimals)):
        return True
    return figure.stored is not None and abs(own - figure.stored) <= abs(figure.stored) * _SAME


def corrected(cell: Operand, value: Value) -> Figure:
    """The figure of ``cell`` when it states ``value``; what it does not print, it stores."""
    own = in_own_unit(value.amount, cell)
    shown = round_half_up(own, cell.figure.decimals)
    stored = None if own == shown or cell.exact else own
    return replace(cell.figure, value=shown, stored=stored)

"""What a fact may be, and how a cell prints it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.figures.model import Figure
from lkjip_audit.figures.rounding import round_half_up
from lkjip_audit.judging.precision import EXACT, Ruler
from lkjip_audit.records import changed, quickly_made
from lkjip_audit.rulepack.limits import limits
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import same_value


@quickly_made
@dataclass(frozen=True, slots=True)
class Value:
    """What a fact may be: ``amount`` in plain units, unrounded.

    ``like`` is a figure that states it, if any does; ``picked`` tells that it is one of many that would do, and
    ``narrow`` that those lie so near each other that one slip hits on none of them by chance.  ``open`` are as many as
    would do, ``slips`` those among them that are one slip away from what is stated.
    """

    amount: Decimal
    like: Operand | None = None
    picked: bool = False
    narrow: bool = False
    open: int = 1
    slips: int = 0

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from other values: the amount, and the figure that states it."""
        return self.amount, None if self.like is None else self.like.node


def in_own_unit(amount: Decimal, cell: Operand) -> Decimal:
    """``amount``, in plain units, in the unit that ``cell`` prints."""
    return amount if cell.unit == 1 else EXACT.divide(amount, cell.unit)


def decimals_of(cell: Operand, value: Value) -> int:
    """How many decimals ``cell`` should print when it states ``value``.

    Its own; but what is told more finely elsewhere is not rounded to the decimals of a figure that has none, or
    that rounds nothing: 52 is put right as 52,5.
    """
    own = cell.figure.decimals
    if value.like is None or value.like.figure.multiplier != cell.figure.multiplier or not (cell.exact or own == 0):
        return own
    told = value.like.figure.decimals + value.like.scale.adjusted() - cell.scale.adjusted()
    return max(own, min(told, limits().search.most_decimals))


def printed(cell: Operand, value: Value) -> Decimal:
    """The number that ``cell`` prints when it states ``value``."""
    return round_half_up(in_own_unit(value.amount, cell), decimals_of(cell, value))


def agrees(cell: Operand, value: Value) -> bool:
    """Whether ``cell``, as it stands, states ``value``."""
    if value.like is not None:
        return value.like.node == cell.node or same_value(value.like, cell)
    return Ruler(cell).agrees(value.amount)


def corrected(cell: Operand, value: Value) -> Figure:
    """The figure of ``cell`` when it states ``value``; what it does not print, it stores."""
    own = in_own_unit(value.amount, cell)
    decimals = decimals_of(cell, value)
    shown = round_half_up(own, decimals)
    stored = None if own == shown or cell.exact else own
    return changed(cell.figure, value=shown, decimals=decimals, stored=stored)


def tenths(choices: int) -> int:
    """Ten times the binary logarithm of ``choices``, rounded down: exact, without a float."""
    return (max(1, choices) ** 10).bit_length() - 1

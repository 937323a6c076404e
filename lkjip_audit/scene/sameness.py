"""Whether two printed figures can be one and the same."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from lkjip_audit.scene.place import Operand


def group_by_value(places: Sequence[Operand]) -> list[tuple[Operand, ...]]:
    """Places that state the same value, to the precision of the coarser of two; the finest figure leads its group."""
    groups: list[list[Operand]] = []
    for place in sorted(places, key=lambda item: -_fineness(item)):
        for group in groups:
            if same_value(group[0], place):
                group.append(place)
                break
        else:
            groups.append([place])
    order = {place.node: index for index, place in enumerate(places)}
    groups.sort(key=lambda group: min(order[place.node] for place in group))
    return [tuple(group) for group in groups]


def same_value(one: Operand, other: Operand) -> bool:
    """Whether two printed figures can be one: equal, or the coarser is the finer (or its stored value) rounded.

    A coarser figure that is exact (52 in a list of scores) rounds nothing: it is that number or another one.
    """
    finer, coarser = (one, other) if _fineness(one) >= _fineness(other) else (other, one)
    if amount_of(finer) == amount_of(coarser):
        return True
    if (coarser.exact and coarser.figure.multiplier == 1) or _fineness(finer) == _fineness(coarser):
        return False
    return any(abs(value - amount_of(coarser)) <= coarser.half_step for value in (amount_of(finer), _stored(finer)))


def amount_of(item: Operand) -> Decimal:
    """The printed figure in plain units."""
    return item.figure.amount * item.scale


def _fineness(item: Operand) -> int:
    return item.figure.decimals - item.unit.adjusted()


def _stored(item: Operand) -> Decimal:
    return item.figure.exact_amount * item.scale

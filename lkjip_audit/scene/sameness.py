"""Whether two printed figures can be one and the same."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import Decimal

from lkjip_audit.scene.place import Operand


def group_by_value(places: Sequence[Operand]) -> list[tuple[Operand, ...]]:
    """Places that state the same value, to the precision of the coarser of two; the finest figure leads its group."""
    groups: list[list[Operand]] = []
    finer = _Finer()
    stating: dict[Decimal, int] = {}
    for place in sorted(places, key=lambda item: -_fineness(item)):
        number = min(stating.get(amount_of(place), len(groups)), finer.first_rounded_to(place, len(groups)))
        if number == len(groups):
            groups.append([])
            stating.setdefault(amount_of(place), number)
            finer.add(place, number)
        groups[number].append(place)
    order = {place.node: index for index, place in enumerate(places)}
    groups.sort(key=lambda group: min(order[place.node] for place in group))
    return [tuple(group) for group in groups]


class _Finer:
    """The values of figures by size, each with the number of its group; they come the finest first."""

    def __init__(self) -> None:
        self._values: list[tuple[Decimal, int]] = []
        self._waiting: list[tuple[Operand, int]] = []

    def add(self, leader: Operand, number: int) -> None:
        """Take in the figure that leads the group ``number``."""
        self._waiting.append((leader, number))

    def first_rounded_to(self, place: Operand, none: int) -> int:
        """The first group whose leader is finer than ``place`` and is it when rounded; else ``none``."""
        if self._waiting and _fineness(self._waiting[0][0]) > _fineness(place):
            for leader, number in self._waiting:
                self._values += [(amount_of(leader), number), (_stored(leader), number)]
            self._values.sort()
            self._waiting.clear()
        if not self._values or _rounds_nothing(place):
            return none
        amount, reach = amount_of(place), place.half_step
        first = bisect_left(self._values, (amount - reach, -1))
        last = bisect_right(self._values, (amount + reach, none))
        return min((number for _, number in self._values[first:last]), default=none)


def same_value(one: Operand, other: Operand) -> bool:
    """Whether two printed figures can be one: equal, or the coarser is the finer (or its stored value) rounded.

    A coarser figure that is exact (52 in a list of scores) rounds nothing: it is that number or another one.
    """
    finer, coarser = (one, other) if _fineness(one) >= _fineness(other) else (other, one)
    if amount_of(finer) == amount_of(coarser):
        return True
    if _rounds_nothing(coarser) or _fineness(finer) == _fineness(coarser):
        return False
    return any(abs(value - amount_of(coarser)) <= coarser.half_step for value in (amount_of(finer), _stored(finer)))


def _rounds_nothing(item: Operand) -> bool:
    return item.exact and item.figure.multiplier == 1


def amount_of(item: Operand) -> Decimal:
    """The printed figure in plain units."""
    return item.figure.amount * item.scale


def total_of(items: Iterable[Operand]) -> Decimal:
    """The sum of the printed figures in plain units."""
    return sum(map(amount_of, items), Decimal(0))


def _fineness(item: Operand) -> int:
    return item.figure.decimals - item.unit.adjusted()


def _stored(item: Operand) -> Decimal:
    return item.figure.exact_amount * item.scale

"""Columns of differences that are gaps between two figures of one row, and no changes from one year to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from lkjip_audit.figures.model import Figure
from lkjip_audit.scene.place import Operand

Pair = tuple[Operand, Operand]

_SEVERAL = 2


def is_gap(told: Sequence[tuple[str, Operand, Sequence[Pair]]]) -> bool:
    """Whether most changes of a column are what two other figures of their own row, ever the same two, differ by.

    ``told`` are each row's text, its stated change, and the figures of the year before and of its own, by column.
    """
    gaps = Counter(
        (one.node.address.column, other.node.address.column)
        for _, stated, pairs in told
        for one, other in combinations([now for _, now in pairs], 2)
        if _differ_by(one, other, stated.figure)
    )
    times = max(gaps.values(), default=0)
    return times >= _SEVERAL and 2 * times > len(told)


def _differ_by(one: Operand, other: Operand, gap: Figure) -> bool:
    unit = Decimal(1).scaleb(-gap.decimals)
    return abs(abs(one.figure.amount - other.figure.amount) - abs(gap.amount)) <= unit

"""Sums that do not add up because one of their parts was left empty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from lkjip_audit.formula import Sum, evaluate
from lkjip_audit.judging.model import Equation, Outcome, Status
from lkjip_audit.judging.precision import EXACT
from lkjip_audit.scene.sameness import amount_of


def left_empty(outcomes: Sequence[Outcome]) -> Mapping[int, int]:
    """For each failing sum, by index: the finding of an empty cell of its column that, filled, makes it add up.

    The cell stands below the total, before the next figure that the total does not count, or right after the parts.
    """
    empty: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, outcome in enumerate(outcomes):
        is_blank = outcome.relation is None and not outcome.stated.strip()
        if outcome.status is Status.FINDING and is_blank and outcome.expected:
            address = outcome.cell.address
            empty[address.sheet, address.column].append(index)
    found: dict[int, int] = {}
    for index, outcome in enumerate(outcomes if empty else ()):
        relation = outcome.relation
        if outcome.status is not Status.FINDING or not isinstance(relation, Equation):
            continue
        missing = _missing(relation)
        address = relation.stated.node.address
        for blank in empty.get((address.sheet, address.column), ()):
            row = outcomes[blank].cell.address.row
            if missing == outcomes[blank].expected and address.row < row <= _last_row(relation) + 1:
                found[index] = blank
    return found


def _missing(relation: Equation) -> object:
    """What the parts lack of the total, in plain units; None where the relation is no sum."""
    if not isinstance(relation.formula, Sum):
        return None
    computed = evaluate(relation.formula, {item.name: amount_of(item) for item in relation.operands})
    return None if computed is None else EXACT.subtract(amount_of(relation.stated), computed)


def _last_row(relation: Equation) -> int:
    return max(item.node.address.row for item in relation.operands)

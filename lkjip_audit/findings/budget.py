"""The whole budget of the agency: what an amount is a share of."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.sameness import amount_of


def whole_budget(scene: Scene) -> Decimal | None:
    """The total budget of the year under report that most places state, in rupiah; None where no total is stated."""
    amounts: Counter[Decimal] = Counter()
    for key, places in scene.facts.items():
        if key.level == "total" and key.measure == "pagu" and key.stage == "" and key.year == (scene.year or 0):
            amounts.update(amount_of(place.operand) for place in places)
    return max(amounts, key=lambda amount: (amounts[amount], amount), default=None)

"""The whole budget of the agency: what an amount is a share of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.tables.known import PAGU


@dataclass(frozen=True, slots=True)
class Budget:
    """What an amount is a share of, and who keeps the figures of a role.

    ``total`` is the whole budget in rupiah, None where no place states it; ``money`` are the roles that count it,
    ``people`` those that count staff, ``performance`` those of indicators.
    """

    total: Decimal | None = None
    money: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    performance: frozenset[str] = frozenset()

    def source_of(self, role: str) -> str:
        """Which document decides between figures of the role: the key of its sentence."""
        kinds = (("people", self.people), ("money", self.money), ("performance", self.performance))
        return next((name for name, roles in kinds if role in roles), "other")


def whole_budget(scene: Scene) -> Budget:
    """The total budget of the year under report that most places state."""
    amounts: Counter[Decimal] = Counter()
    for key, places in scene.facts.items():
        if key.level == "total" and key.measure == PAGU and key.stage == "" and key.year == (scene.year or 0):
            amounts.update(amount_of(place.operand) for place in places)
    total = max(amounts, key=lambda amount: (amounts[amount], amount), default=None)
    roles = scene.roles
    return Budget(total, roles.money, roles.headcount | roles.people, roles.performance)

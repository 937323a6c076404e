"""The whole budget of the agency: what an amount is a share of."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from lkjip_audit.scene.model import Scene
from lkjip_audit.scene.place import Operand
from lkjip_audit.scene.sameness import amount_of
from lkjip_audit.tables.known import PAGU
from lkjip_audit.tables.nature import Group
from lkjip_audit.workbook.model import Address, Area

_OF_PEOPLE: frozenset[Group] = frozenset({"people", "ranks", "schooling"})


@dataclass(frozen=True, slots=True)
class Budget:
    """What an amount is a share of, and who keeps the figures of a role.

    ``total`` is the whole budget in rupiah, None where no place states it; ``money`` are the roles that count it,
    ``people`` those that count staff, ``headcount`` those that do so in the tables ``of_people``, ``performance`` those
    of indicators.
    """

    total: Decimal | None = None
    money: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    performance: frozenset[str] = frozenset()
    headcount: frozenset[str] = frozenset()
    of_people: tuple[tuple[str, Area], ...] = ()

    def source_of(self, figure: Operand) -> str:
        """Which document decides whether the figure is right: the key of its sentence."""
        counted = self.people | self.headcount if self._is_of_people(figure.node.address) else self.people
        kinds = (("people", counted), ("money", self.money), ("performance", self.performance))
        return next((name for name, roles in kinds if figure.role in roles), "other")

    def _is_of_people(self, place: Address) -> bool:
        return any(
            place.sheet == sheet and area.top <= place.row <= area.bottom and area.left <= place.column <= area.right
            for sheet, area in self.of_people
        )


def whole_budget(scene: Scene) -> Budget:
    """The total budget of the year under report that most places state."""
    amounts: Counter[Decimal] = Counter()
    for key, places in scene.facts.items():
        if key.level == "total" and key.measure == PAGU and key.stage == "" and key.year == (scene.year or 0):
            amounts.update(amount_of(place.operand) for place in places)
    total = max(amounts, key=lambda amount: (amounts[amount], amount), default=None)
    roles = scene.roles
    staff = tuple((table.sheet, table.area) for table in scene.tables if not table.sort.groups.isdisjoint(_OF_PEOPLE))
    return Budget(total, roles.money, roles.people, roles.performance, roles.headcount, staff)

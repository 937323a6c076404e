"""What reviewers and councils ask about, though no sum or ratio is wrong: each is told humbly, at the row it is about.

``check`` selects which of these a rule is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from lkjip_audit.judging.model import Traits
from lkjip_audit.relations.asked.names import code_with_names, name_with_codes, number_twice
from lkjip_audit.relations.asked.rows import below_last_year, budget_moved, spent_without_result
from lkjip_audit.relations.asked.years import header_year, year_in_step
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene

Check = Literal[
    "spent_without_result",
    "budget_moved",
    "below_last_year",
    "number_twice",
    "code_with_names",
    "name_with_codes",
    "header_year",
    "year_in_step",
]
_CHECKS: Mapping[Check, Callable[[Rule, Scene, tuple[str, ...], tuple[str, ...]], Iterator[Laid]]] = {
    "spent_without_result": spent_without_result,
    "budget_moved": budget_moved,
    "below_last_year": below_last_year,
    "number_twice": number_twice,
    "code_with_names": code_with_names,
    "name_with_codes": name_with_codes,
    "header_year": header_year,
    "year_in_step": year_in_step,
}


class Asked(Settings):
    """``check`` is what the rule looks at: the columns of ``roles``, beside those of the roles ``beside``."""

    check: Check
    roles: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


def relations(rule: Rule, settings: Asked, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every table that has what it looks at."""
    yield from _CHECKS[settings.check](rule, scene, settings.roles, settings.beside)


KIND = Kind(
    "asked",
    Asked,
    relations,
    traits=Traits(form_only=True),
    places=frozenset({"other", "column", "where", "year"}),
)

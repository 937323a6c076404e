"""Identity: who signs (NIP), when (dates), and which year's documents the report names.

``check`` selects which of these a rule is about.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from lkjip_audit.judging.model import Traits
from lkjip_audit.relations.identity.dates import report_date
from lkjip_audit.relations.identity.nip import nip_form, nip_same
from lkjip_audit.relations.identity.years import stale_year
from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.rulepack.model import Rule
from lkjip_audit.scene.model import Scene

Check = Literal["nip_form", "nip_same", "report_date", "stale_year"]

_CHECKS: Mapping[Check, Callable[[Rule, Scene], Iterator[Laid]]] = {
    "nip_form": nip_form,
    "nip_same": nip_same,
    "report_date": report_date,
    "stale_year": stale_year,
}


class Identity(Settings):
    """``check`` is what the rule looks at."""

    check: Check


def relations(rule: Rule, settings: Identity, scene: Scene) -> Iterator[Laid]:
    """Lay ``rule`` on every cell with a NIP, a date or a document's year."""
    yield from _CHECKS[settings.check](rule, scene)


KIND = Kind(
    "identity",
    Identity,
    relations,
    traits=Traits(form_only=True),
    places=frozenset({"count", "digits", "other", "part", "places", "year"}),
)

"""Wording: names, units and signs that differ."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.scene import Scene
from lkjip_audit.rulepack.model import Rule


class Wording(Settings):
    """No settings yet."""


def relations(rule: Rule, settings: Wording, scene: Scene) -> Iterator[Laid]:
    """Yield nothing yet."""
    return iter(())


KIND = Kind("wording", Wording, relations)

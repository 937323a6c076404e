"""Completeness: what a table leaves out."""

from __future__ import annotations

from collections.abc import Iterator

from lkjip_audit.relations.kind import Kind, Laid, Settings
from lkjip_audit.relations.scene import Scene
from lkjip_audit.rulepack.model import Rule


class Completeness(Settings):
    """No settings yet."""


def relations(rule: Rule, settings: Completeness, scene: Scene) -> Iterator[Laid]:
    """Yield nothing yet."""
    return iter(())


KIND = Kind("completeness", Completeness, relations)

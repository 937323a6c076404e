"""Every kind of relation, by the name that rules call it: each module of this room that holds a ``KIND``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import walk_packages

from lkjip_audit import relations
from lkjip_audit.relations.kind import Kind
from lkjip_audit.rulepack.model import Rule

_USERS = frozenset({__name__, f"{relations.__name__}.engine"})
"""The modules that use the kinds, and so cannot be among them."""


def _kinds() -> Iterator[Kind]:
    for found in walk_packages(relations.__path__, f"{relations.__name__}."):
        if found.name not in _USERS:
            kind = getattr(import_module(found.name), "KIND", None)
            if isinstance(kind, Kind):
                yield kind


KINDS: Mapping[str, Kind] = {kind.name: kind for kind in sorted(_kinds(), key=lambda kind: kind.name)}


def is_silent(rule: Rule) -> bool:
    """Whether a place that ``rule`` does not name is right (``Kind.silent``)."""
    kind = KINDS[rule.relation.kind]
    return str(rule.relation.settings().get("check", kind.name)) in kind.silent

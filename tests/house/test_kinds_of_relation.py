"""No room but ``relations/`` knows a kind of relation by its name: others ask its traits."""

from __future__ import annotations

import ast

import pytest

from lkjip_audit.relations.registry import KINDS
from tests.house.literals import Place, collections, comparisons, modules

NAMES = frozenset(KINDS)
ORDINARY = frozenset({"count", "label", "share", "parts", "scale", "wording", "headcount", "identity", "copied"})
"""Names of kinds that are words of other things too: types of figures, traits of roles, keys of sentences."""


def _named(source: str | None = None) -> list[Place]:
    """Where a name that can only be a kind's stands, and where one that may be is asked for as a kind."""
    found = [
        Place(module, node.lineno, node)
        for module, tree in modules(source)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in NAMES - ORDINARY
    ]
    asked = [place for place in comparisons(NAMES, source) if ".kind" in ast.unparse(place.node)]
    listed = [place for place in collections(NAMES, source) if _is_of_names_only(place.node)]
    return [place for place in (*found, *asked, *listed) if not place.module.startswith("relations/")]


def _is_of_names_only(node: ast.AST) -> bool:
    items = getattr(node, "elts", ())
    return bool(items) and all(isinstance(item, ast.Constant) and item.value in NAMES for item in items)


def test_no_other_room_knows_a_kind_by_its_name() -> None:
    assert [str(place) for place in _named()] == []


@pytest.mark.parametrize(
    "source",
    [
        'ROLLING = frozenset({"code_rollup", "across"})',
        'def of(finding):\n    return finding.kind == "label"',
        'FORM = {"wording", "identity"}',
        'def of(rule):\n    return rule.relation.kind in ("wording",) or rule.relation.kind == "count"',
    ],
)
def test_a_room_that_knows_one_is_found(source: str) -> None:
    assert _named(source)

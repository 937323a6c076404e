"""What roles and kinds of table are is told in ``rules/``: Python holds no set of their names.

A role that the program must call by name is a constant of ``tables/known.py``, with its reason there.
"""

from __future__ import annotations

import ast
from functools import cache

import pytest

from lkjip_audit.tables import known
from tests.house.literals import Place, arguments, collections, comparisons, modules
from tests.packaged import definitions

ROLES = frozenset(definitions().roles)
TABLES = frozenset(definitions().kinds) - ROLES - frozenset(definitions().stages)
"""Kinds of table that are called as no role and no stage of a document is."""
KNOWN = {name: value for name, value in vars(known).items() if name.isupper()}

WORDS = {
    "relations/completeness/kind.py": "names of checks, as rules call them",
    "rulepack/profile.py": "families of formulas, as profiles call them",
    "tables/candidates.py": "words of headers",
    "tables/roles.py": "words of titles",
}
"""Modules with words of the language that are spelt like a role, and what they are there."""

ASKING = frozenset({"columns_of", "column_sets", "companions_of", "operand", "operand_or_nil", "FactKey"})
"""What is asked for a role by its name."""


def _roles_named(source: str | None = None) -> list[Place]:
    found = [*collections(ROLES, source), *comparisons(ROLES, source), *arguments(ROLES, ASKING, source)]
    return [place for place in found if place.module not in WORDS and place.module != "tables/known.py"]


def _tables_named(source: str | None = None) -> list[Place]:
    return [
        Place(module, node.lineno, node)
        for module, tree in modules(source)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and node.value in TABLES
    ]


def test_python_holds_no_set_of_roles_and_compares_none_with_a_literal() -> None:
    assert [str(place) for place in _roles_named()] == []


def test_python_names_no_kind_of_table() -> None:
    assert [str(place) for place in _tables_named()] == []


@pytest.mark.parametrize(
    "source",
    [
        'MONEY = frozenset({"pagu", "realisasi_anggaran"})',
        '_AMOUNTS = ("pagu", "realisasi_anggaran")',
        '_STANDS_FOR = {"pagu": 1, "sisa": 2}',
        'def of(column):\n    return column.role == "target"',
        'def of(role):\n    return role.startswith("pagu")',
        'def of(table):\n    return table.columns_of("satuan")',
    ],
)
def test_a_set_a_comparison_or_a_question_is_found(source: str) -> None:
    assert _roles_named(source)


def test_a_kind_of_table_by_name_is_found() -> None:
    assert _tables_named('AGREED = "perjanjian_kinerja"')


@pytest.mark.parametrize(("name", "role"), KNOWN.items())
def test_a_known_role_is_one_of_roles_yaml_under_its_own_name(name: str, role: str) -> None:
    assert role in ROLES
    assert name.lower() == role


def test_every_module_of_words_still_needs_to_be_excused() -> None:
    found = [*collections(ROLES), *comparisons(ROLES), *arguments(ROLES, ASKING)]
    assert set(WORDS) <= {place.module for place in found}


@cache
def names_used() -> frozenset[str]:
    return frozenset(
        node.id if isinstance(node, ast.Name) else node.attr
        for module, tree in modules()
        if module != "tables/known.py"
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
    )


@pytest.mark.parametrize("name", list(KNOWN))
def test_a_known_role_is_used(name: str) -> None:
    assert name in names_used()

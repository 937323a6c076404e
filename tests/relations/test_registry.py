"""Whatever holds a ``KIND`` is registered, under a name of its own."""

import ast
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

from lkjip_audit import relations
from lkjip_audit.relations.registry import KINDS

FOLDER = Path(relations.__file__).parent


def holds_kind(path: Path) -> bool:
    return any(
        isinstance(target, ast.Name) and target.id == "KIND"
        for statement in ast.parse(path.read_text("utf-8")).body
        for target in (
            statement.targets
            if isinstance(statement, ast.Assign)
            else [statement.target]
            if isinstance(statement, ast.AnnAssign)
            else []
        )
    )


MODULES = sorted(
    ".".join(("lkjip_audit", "relations", *path.relative_to(FOLDER).with_suffix("").parts)).removesuffix(".__init__")
    for path in FOLDER.rglob("*.py")
    if holds_kind(path)
)


def test_kinds_are_found_in_the_sources():
    assert len(MODULES) > 20


@pytest.mark.parametrize("module", MODULES)
def test_every_module_that_holds_a_kind_is_registered(module):
    kind = import_module(module).KIND
    assert KINDS.get(kind.name) is kind


def test_no_two_kinds_have_one_name():
    names = Counter(import_module(module).KIND.name for module in MODULES)
    assert set(names.values()) == {1}
    assert sorted(names) == sorted(KINDS)

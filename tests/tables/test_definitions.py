"""Definitions of roles and kinds: the packaged ones, and broken ones with the place of the fault."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from lkjip_audit.errors import RulePackError
from lkjip_audit.rulepack.problems import BrokenPackError
from lkjip_audit.tables.definitions import Definitions, KindExample, load_definitions
from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids

RULES = Path(__file__).resolve().parents[2] / "rules"
KINDS = sorted(path.stem for path in (RULES / "tables").glob("*.yaml"))


@pytest.mark.parametrize("kind", KINDS)
def test_examples_of_a_kind_are_recognised_as_it(kind: str, definitions: Definitions) -> None:
    for example in definitions.kinds[kind].examples:
        table, *rest = recognise(workbook_from_grids(*_grid(example)), definitions).tables
        assert not rest
        assert tuple(column.role for column in table.columns) == example.roles
        assert table.kind == kind


def _grid(example: KindExample) -> tuple[dict[str, list[list[object]]], dict[str, list[str]]]:
    title = [[example.title]] if example.title else []
    merges = [re.sub(r"\d+", lambda row: str(int(row.group()) + len(title)), merge) for merge in example.merges]
    return {"Sheet1": [*title, *example.header, *example.body]}, {"Sheet1": merges}


def test_every_role_is_named_in_both_languages(definitions: Definitions) -> None:
    assert all(role.label.id and role.label.en for role in definitions.roles.values())


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    shutil.copy(RULES / "roles.yaml", tmp_path / "roles.yaml")
    (tmp_path / "tables").mkdir()
    shutil.copy(RULES / "tables" / "iku.yaml", tmp_path / "tables" / "iku.yaml")
    return tmp_path


def test_unknown_key_is_reported_with_its_place_and_the_nearest_key(rules: Path) -> None:
    path = rules / "tables" / "iku.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines, start=1) if line.startswith("optional:"))
    path.write_text("\n".join(lines).replace("optional:", "opsional:"), encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_definitions(rules)
    assert (caught.value.file, caught.value.line, caught.value.column) == (str(path), at, 1)
    assert caught.value.code == "unknown_key"
    assert caught.value.details["nearest"] == "optional"


def test_broken_yaml_is_reported_with_its_place(rules: Path) -> None:
    path = rules / "tables" / "iku.yaml"
    path.write_text("id: iku\ntitle: {id: [}\n", encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_definitions(rules)
    assert caught.value.code == "yaml_syntax"
    assert caught.value.line == 2


def test_unknown_role_is_reported_with_the_nearest(rules: Path) -> None:
    path = rules / "tables" / "iku.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("polaritas", "polaritass"), encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_definitions(rules)
    assert caught.value.details["nearest"] == "polaritas"
    assert "polaritass" in path.read_text(encoding="utf-8").splitlines()[caught.value.line - 1]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("is: [decided, added, weight]", "is: [decide, added, weight]"),
        ("how: plain_ratio", "how: plain_rasio"),
    ],
)
def test_what_a_role_cannot_be_is_reported_with_its_place_and_the_nearest(rules: Path, right: str, wrong: str) -> None:
    path = rules / "roles.yaml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong), encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_definitions(rules)
    assert caught.value.code == "not_a_choice"
    assert wrong in path.read_text(encoding="utf-8").splitlines()[caught.value.line - 1]
    assert str(caught.value.details["choices"]).partition(", ")[0] in right


def test_what_a_kind_of_table_cannot_be_is_reported_with_its_place_and_the_nearest(rules: Path) -> None:
    path = rules / "tables" / "iku.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("is: [core, promise]", "is: [core, promis]"), encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_definitions(rules)
    assert caught.value.code == "not_a_choice"
    assert path.read_text(encoding="utf-8").splitlines()[caught.value.line - 1].startswith("is:")
    assert str(caught.value.details["choices"]).startswith("promise, ")


@pytest.mark.parametrize("key", ["follows: [realisasi,", "ladder: [misi,", "half_of: pagu"])
def test_a_role_that_follows_or_is_made_of_an_unknown_one_is_reported_with_its_place(rules: Path, key: str) -> None:
    path = rules / "roles.yaml"
    text = path.read_text(encoding="utf-8")
    assert key in text
    wrong = key.replace("realisasi", "realisas").replace("misi,", "missi,").replace("pagu", "paguu")
    path.write_text(text.replace(key, wrong, 1), encoding="utf-8")
    with pytest.raises(RulePackError) as caught:
        load_definitions(rules)
    assert caught.value.code == "unknown_role"
    assert wrong in path.read_text(encoding="utf-8").splitlines()[caught.value.line - 1]
    assert caught.value.details["nearest"] in ("realisasi", "misi", "pagu")


def test_kind_must_be_called_as_its_file(rules: Path) -> None:
    (rules / "tables" / "iku.yaml").rename(rules / "tables" / "ikku.yaml")
    with pytest.raises(RulePackError) as caught:
        load_definitions(rules)
    assert caught.value.code == "kind_id_is_not_file_name"


def test_everything_that_is_wrong_is_told_at_once(rules: Path) -> None:
    roles = rules / "roles.yaml"
    roles.write_text(roles.read_text(encoding="utf-8").replace("light:", "ligth:", 1), encoding="utf-8")
    kind = rules / "tables" / "iku.yaml"
    kind.write_text(kind.read_text(encoding="utf-8").replace("optional:", "opsional:"), encoding="utf-8")
    with pytest.raises(BrokenPackError) as caught:
        load_definitions(rules)
    told = {(Path(problem.file).name, problem.code) for problem in caught.value.problems}
    assert told == {("roles.yaml", "unknown_key"), ("roles.yaml", "missing_key"), ("iku.yaml", "unknown_key")}


def test_no_cell_of_an_example_is_a_float(definitions: Definitions) -> None:
    cells = [
        cell
        for kind in definitions.kinds.values()
        for example in kind.examples
        for row in (*example.header, *example.body)
        for cell in row
    ]
    assert not [cell for cell in cells if isinstance(cell, float)]


def test_missing_file_is_reported(tmp_path: Path) -> None:
    with pytest.raises(RulePackError) as caught:
        load_definitions(tmp_path)
    assert caught.value.code == "rule_file_unreadable"

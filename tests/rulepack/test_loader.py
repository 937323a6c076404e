"""Loading rules: everything that is wrong, where it is wrong, with the nearest word that is known."""

import pytest

from lkjip_audit.rulepack.folder import pack_folder
from lkjip_audit.rulepack.loader import load_rules
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.rulepack.problems import BrokenPackError


def test_good_rule_is_loaded_with_the_settings_of_its_kind(pack):
    pack.rule()
    loaded = pack.load(examples=True)
    (rule,) = loaded.rules
    assert (rule.id, rule.severity) == ("sisa", Severity.SIGNIFICANT)
    assert loaded.settings["sisa"].formula == "pagu - realisasi"
    assert [example.name for example in rule.examples.groups()["pass"]] == ["satu", "dua"]


def test_examples_are_left_unread_unless_asked_for(pack):
    pack.rule()
    assert pack.load().rules[0].examples is None


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ({"severity": "severty: material"}, (3, 1, "unknown_key")),
        ({"severity": "severity: berat"}, (3, 11, "not_a_choice")),
        ({"severity": "severity: [minor]"}, (3, 11, "not_a_choice")),
        ({"title": "title: Sisa"}, (2, 8, "wants_mapping")),
        ({"title": "title: {id: '', en: x}"}, (2, 13, "empty_text")),
        ({"title": "title: {id: 7, en: x}"}, (2, 13, "wants_text")),
        ({"title": "title: {id: x}"}, (2, 1, "missing_key")),
        ({"basis": "basis: []", "- {document": ""}, (4, 1, "too_few")),
        ({"kind": "  kind: formulla"}, (10, 9, "unknown_kind")),
        ({"stated": "  state: sisa"}, (11, 3, "unknown_key")),
        ({"formula": "  formula: pagu - * sisa"}, (12, 19, "formula_wants_operand")),
        ({"formula": "  formula: 'maen(pagu)'"}, (12, 12, "formula_function")),
        ({"formula": "  formula: pagu\n  tolerance: banyak"}, (13, 14, "wants_number")),
        (
            {"formula": "  formula: pagu\n  variants:\n    - {id: a, formula: 'b +'}"},
            (14, 27, "formula_wants_operand_at_end"),
        ),
        ({"boundary": "  boundry:"}, (23, 3, "unknown_key")),
        ({"boundary": "  boundary: []\n  other:"}, (23, 3, "too_few")),
        ({"kinds": "  kinds: anggaran"}, (7, 10, "wants_list")),
    ],
)
def test_fault_is_told_at_its_line_and_column(pack, lines, problem):
    pack.rule(**lines)
    assert problem in pack.problems()


def test_unknown_key_names_the_nearest_known_one(pack):
    pack.rule(severity="severty: material")
    with pytest.raises(BrokenPackError) as caught:
        pack.load()
    details = {problem.code: dict(problem.details) for problem in caught.value.problems}
    assert details["unknown_key"] == {"key": "severty", "nearest": "severity"}
    assert details["missing_key"] == {"key": "severity"}


@pytest.mark.parametrize(
    ("lines", "nearest"),
    [
        ({"- {document": "  - {dokumen: x, article: y}"}, "document"),
        ({"stated": "  state: sisa"}, "stated"),
        ({"kinds": "  kind: [anggaran]"}, "kinds"),
    ],
)
def test_nearest_key_is_that_of_the_place(pack, lines, nearest):
    pack.rule(**lines)
    with pytest.raises(BrokenPackError) as caught:
        pack.load(examples=True)
    named = [dict(problem.details).get("nearest", "") for problem in caught.value.problems]
    assert any(nearest in name for name in named)


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("{v: 1, format: x}", (18, 43, "unknown_key")),
        ("[1]", (18, 36, "wants_cell")),
        ("{v: 1, error: '#OOPS!'}", (18, 50, "not_a_choice")),
    ],
)
def test_cell_that_is_no_cell_is_told_once_and_at_its_place(pack, cell, problem):
    text = pack.rule().read_text("utf-8").replace("[[Sisa], [1]]", f"[[Sisa], [{cell}]]")
    pack.rule().write_text(text, encoding="utf-8")
    assert pack.problems() == [problem]


def test_all_faults_of_all_files_are_told_at_once(pack):
    pack.rule("satu", severity="severity: berat", title="title: x")
    pack.rule("dua", kind="  kind: jumlah")
    pack.rule("tiga").write_text("a: [", encoding="utf-8")
    with pytest.raises(BrokenPackError) as caught:
        pack.load()
    problems = caught.value.problems
    assert len(problems) == 4
    assert {problem.file.rpartition("/")[2] for problem in problems} == {"satu.yaml", "dua.yaml", "tiga.yaml"}
    assert (caught.value.file, caught.value.line) == (problems[0].file, problems[0].line)


def test_rule_without_examples_is_a_fault_where_examples_matter(pack):
    text = pack.rule().read_text("utf-8").partition("examples:")[0]
    pack.rule().write_text(text, encoding="utf-8")
    assert pack.problems() == [(1, 1, "examples_missing")]
    assert pack.load().rules


@pytest.mark.parametrize(("group", "code"), [("pass", "too_few"), ("fail", "too_few")])
def test_one_example_of_a_group_is_not_enough(pack, group, code):
    text = pack.rule().read_text("utf-8")
    name = "satu" if group == "pass" else "tiga"
    kept = [line for line in text.splitlines() if f"name: {name}" not in line]
    pack.rule().write_text("\n".join(kept), encoding="utf-8")
    assert [found for _, _, found in pack.problems()] == [code]


def test_failing_example_without_a_finding_is_a_fault(pack):
    text = pack.rule().read_text("utf-8").replace(", expect: [{cell: A2}]", "")
    pack.rule().write_text(text, encoding="utf-8")
    assert [code for _, _, code in pack.problems()] == ["missing_key"]


def test_two_rules_with_one_id_are_a_fault_that_names_both(pack):
    first = pack.rule()
    pack.rule("lain").write_text(first.read_text("utf-8"), encoding="utf-8")
    with pytest.raises(BrokenPackError) as caught:
        pack.load()
    (problem,) = caught.value.problems
    assert (problem.code, problem.line, problem.column) == ("duplicate_id", 1, 5)
    assert dict(problem.details)["other"].endswith("lain.yaml")


def test_later_folder_overrides_by_id_and_adds(pack, tmp_path):
    pack.rule()
    other = type(pack)(tmp_path / "pemda")
    other.rule(severity="severity: minor")
    other.rule("baru")
    rules = {rule.id: rule.severity for rule in pack.load(other.folder).rules}
    assert rules == {"sisa": Severity.MINOR, "baru": Severity.SIGNIFICANT}


def test_rules_come_in_the_order_of_their_paths(pack):
    for name in ("zeta", "alfa", "mitra"):
        pack.rule(name)
    assert [rule.id for rule in pack.load().rules] == ["alfa", "mitra", "zeta"]


def test_folder_that_is_no_pack_is_told(tmp_path, pack):
    for folder, code in ((tmp_path / "gone", "rules_folder_missing"), (tmp_path, "rules_folder_empty")):
        with pytest.raises(BrokenPackError) as caught:
            load_rules([folder], pack.kinds)
        assert caught.value.code == code


def test_fingerprint_depends_on_what_the_files_say_only(pack, tmp_path):
    path = pack.rule()
    first = pack.load().sha256
    moved = type(pack)(tmp_path / "elsewhere")
    moved.rule().write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert moved.load().sha256 == first
    pack.rule(severity="severity: minor")
    assert pack.load().sha256 != first


def test_packaged_rules_are_found():
    assert (pack_folder() / "checks").is_dir()


@pytest.mark.parametrize("place", ["lkjip_audit/_rules", "rules"])
def test_rules_of_an_installed_copy_and_of_a_checkout(tmp_path, monkeypatch, place):
    (tmp_path / "lkjip_audit").mkdir()
    monkeypatch.setattr("lkjip_audit.rulepack.folder.resources.files", lambda name: tmp_path / name)
    with pytest.raises(BrokenPackError) as caught:
        pack_folder()
    assert caught.value.code == "rules_missing"
    (tmp_path / place).mkdir()
    assert pack_folder() == tmp_path / place

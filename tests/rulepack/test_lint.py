"""Lint: what is wrong with rules that load."""

import pytest

from lkjip_audit.formula import parse
from lkjip_audit.rulepack.lint import same_formula
from lkjip_audit.rulepack.model import base_role


def test_good_pack_has_no_problem(pack):
    pack.rule()
    assert pack.lint() == ()


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ({"roles": "  roles: [pagu, sissa]"}, (8, 17, "unknown_role")),
        ({"stated": "  stated: serapan"}, (11, 11, "unknown_role")),
        ({"formula": "  formula: pagu@total - realisasi[2022] - sissa"}, (12, 12, "unknown_role")),
        ({"roles": "  roles: [pagu, nip]"}, (8, 17, "role_in_no_table")),
        ({"kinds": "  kinds: [angaran]"}, (7, 11, "unknown_table")),
        ({"kinds": "  kinds: [anggaran]\n  not_kinds: [anggaran]"}, (6, 1, "unreachable")),
        ({"kinds": "  kinds: [kinerja]"}, (6, 1, "unreachable")),
        ({"formula": "  formula: min(sisa, pagu)"}, (12, 12, "formula_of_itself")),
        (
            {
                "kinds": "  kinds: [kinerja]",
                "roles": "  roles: [realisasi]",
                "stated": "  stated: realisasi",
                "formula": "  formula: pagu - sisa",
            },
            (12, 12, "roles_never_together"),
        ),
        (
            {"message": "message: {id: '{stated} {nilai}', en: '{stated} {nilai}'}"},
            (13, 15, "unknown_placeholder"),
        ),
        ({"message": "message: {id: '{stated}', en: '{expected}'}"}, (13, 1, "placeholders_differ")),
    ],
)
def test_fault_is_told_at_its_place(pack, lines, problem):
    pack.rule(**lines)
    found = [(item.line, item.column, item.code) for item in pack.lint()]
    assert problem in found


def test_unknown_role_names_the_nearest(pack):
    pack.rule(stated="  stated: sissa")
    (problem,) = pack.lint()
    assert dict(problem.details) == {"found": "sissa", "nearest": "sisa"}


def test_misspelt_place_names_the_nearest(pack):
    pack.rule(message="message: {id: '{stated} {expcted}', en: '{stated} {expcted}'}")
    problem, other = pack.lint()
    assert (problem.line, problem.column, problem.code) == (13, 15, "unknown_placeholder")
    assert dict(problem.details)["nearest"] == "expected"
    assert other.column > problem.column


def test_place_is_filled_in_the_message_only(pack):
    pack.rule(why="why: {id: 'Angka {stated} keliru.', en: 'The figure is wrong.'}")
    (problem,) = pack.lint()
    assert problem.code == "placeholder_outside_message"
    assert dict(problem.details) == {"name": "stated", "key": "why"}


def test_place_that_the_kind_fills_is_known(pack):
    pack.rule(message="message: {id: '{variant} {formula}', en: '{formula} {variant}'}")
    assert pack.codes() == []


def test_file_name_must_be_the_id(pack):
    pack.rule(id="id: lain")
    assert pack.codes() == ["file_name_is_not_id"]


def test_same_rule_twice(pack):
    pack.rule()
    pack.rule("sisa-lagi", formula="  formula: '-realisasi + pagu'")
    assert pack.codes() == ["duplicate_rule"]


def test_two_formulas_for_one_figure_contradict(pack):
    pack.rule()
    pack.rule("sisa-lagi", formula="  formula: pagu + realisasi")
    (problem,) = pack.lint()
    assert (problem.code, problem.line) == ("contradictory_rule", 9)
    assert dict(problem.details)["stated"] == "sisa"


def test_declared_variant_is_no_contradiction(pack):
    pack.rule(formula="  formula: pagu - realisasi\n  variants:\n    - {id: lain, formula: realisasi + pagu}")
    pack.rule("sisa-lagi", formula="  formula: pagu + realisasi")
    assert pack.codes() == []


def test_rules_for_different_tables_do_not_contradict(pack):
    pack.rule(roles="  roles: []")
    pack.rule("sisa-lagi", formula="  formula: capaian + realisasi", kinds="  kinds: [kinerja]", roles="  roles: []")
    assert pack.codes() == []


def test_rule_for_every_table_overlaps_with_all(pack):
    pack.rule()
    pack.rule("sisa-lagi", formula="  formula: pagu + realisasi", kinds="")
    assert pack.codes() == ["contradictory_rule"]


def test_other_settings_make_another_rule(pack):
    pack.rule()
    pack.rule("sisa-lagi", formula="  formula: pagu + realisasi\n  tolerance: 1")
    assert pack.codes() == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("    - {name: satu}", "one_of_grid_or_sheets"),
        ("    - {name: satu, grid: [[1]], sheets: {a: [[1]]}}", "one_of_grid_or_sheets"),
        ("    - {name: satu, grid: [[1]], expect: [{cell: A1}]}", "passing_example_expects"),
    ],
)
def test_example_that_is_no_example(pack, line, code):
    path = pack.rule()
    text = path.read_text("utf-8").replace("    - {name: satu, grid: [[Sisa], [1]]}", line)
    path.write_text(text, encoding="utf-8")
    assert pack.codes() == [code]


def test_profiles_are_looked_at_too(pack):
    pack.rule()
    pack.profile("off:\n  - {rule: sissa, reason: x}\n")
    pack.profile("skala: 1\n", name="lain")
    assert pack.codes() == ["profile_unknown_rule", "unknown_key"]


def test_the_map_of_tables_in_a_profile_is_held_to_the_known_roles_and_kinds(pack):
    pack.rule()
    pack.profile(
        "sheets:\n  - sheet: A\n    tables:\n      - range: A1:B9\n        kind: angaran\n        header: [1]\n"
        "        columns: {A: {role: pagu}, B: {role: sissa}}\n"
    )
    assert pack.codes() == ["map_unknown_kind", "map_unknown_role"]


def test_broken_files_do_not_hide_the_faults_of_others(pack):
    pack.rule(stated="  stated: sissa")
    pack.rule("lain", severity="severity: berat")
    assert sorted(pack.codes()) == ["not_a_choice", "unknown_role"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a / b * 100", "100 * a / b", True),
        ("(a - b) / b", "a / b - 1", True),
        ("(2 * b - a) / b", "2 - a / b", True),
        ("a / b", "b / a", False),
        ("a - b", "b - a", False),
        ("a * b", "a + b", False),
        ("a", "b", False),
        ("a / b * 100", "a / b", False),
        ("if(a > b, a, b)", "max(a, b)", True),
    ],
)
def test_formulas_are_compared_by_what_they_mean(one, other, same):
    assert same_formula(parse(one), parse(other)) is same


def test_role_of_a_qualified_name():
    assert [base_role(name) for name in ("pagu", "pagu@total", "pagu[n-1]", "pagu@total[2022]")] == ["pagu"] * 4


def test_rules_that_ask_for_different_roles_do_not_contradict(pack):
    pack.rule()
    pack.rule("sisa-lagi", formula="  formula: pagu + realisasi", roles="  roles: [sisa, realisasi]")
    assert pack.codes() == []

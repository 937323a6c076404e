"""A pemda's profile: rules off, numbers changed, choices where a workbook is silent, each with a reason."""

from decimal import Decimal

import pytest

from lkjip_audit.errors import UsageError
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.rulepack.problems import BrokenPackError


def codes(pack, name="kota-blitar"):
    with pytest.raises(BrokenPackError) as caught:
        pack.load(profile=name)
    return [(problem.file.rpartition("/")[2], problem.line, problem.code) for problem in caught.value.problems]


def test_rule_that_is_off_is_not_loaded_and_its_reason_is_kept(pack):
    pack.rule()
    pack.rule("lain")
    pack.profile("off:\n  - {rule: sisa, reason: Dihitung BPKAD}\n")
    loaded = pack.load(profile="kota-blitar")
    assert [rule.id for rule in loaded.rules] == ["lain"]
    assert [(off.rule, off.reason) for off in loaded.off] == [("sisa", "Dihitung BPKAD")]


def test_change_takes_effect_in_rule_and_settings(pack):
    pack.rule()
    pack.profile("change:\n  - {rule: sisa, set: {severity: minor, relation.tolerance: 0.5}, reason: Perwali 3/2023}\n")
    loaded = pack.load(profile="kota-blitar")
    assert loaded.rules[0].severity is Severity.MINOR
    assert loaded.settings["sisa"].tolerance == Decimal("0.5")
    assert pack.load().rules[0].severity is Severity.SIGNIFICANT


def test_choices_are_read_exactly(pack):
    pack.rule()
    pack.profile(
        "efficiency: rasio\npolarity: negatif-balik\nvariants: {serapan: bruto}\ncap: 120\n"
        "scale:\n  - {from: 85.5, label: Sangat Baik}\n  - {from: 0, label: Kurang}\n"
    )
    profile = pack.load(profile="kota-blitar").profile
    assert profile.chosen_variants() == {
        "serapan": "bruto",
        "efisiensi": "rasio",
        "polaritas": "negatif-balik",
    }
    assert profile.cap == 120
    assert [(band.lowest, band.label) for band in profile.scale] == [
        (Decimal("85.5"), "Sangat Baik"),
        (Decimal(0), "Kurang"),
    ]


def test_no_cap_is_a_choice_of_its_own(pack):
    pack.rule()
    pack.profile("cap: none\n")
    assert pack.load(profile="kota-blitar").profile.cap == "none"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("off:\n  - {rule: sissa, reason: x}\n", ("kota-blitar.yaml", 4, "profile_unknown_rule")),
        ("off:\n  - {rule: sisa}\n", ("kota-blitar.yaml", 4, "missing_key")),
        (
            "change:\n  - {rule: sisa, set: {id: x}, reason: x}\n",
            ("kota-blitar.yaml", 4, "profile_cannot_change"),
        ),
        (
            "change:\n  - rule: sisa\n    reason: x\n    set:\n      severity: berat\n",
            ("kota-blitar.yaml", 6, "not_a_choice"),
        ),
        (
            "change:\n  - {rule: sisa, set: {relation.tolerence: 1}, reason: x}\n",
            ("kota-blitar.yaml", 4, "unknown_key"),
        ),
        (
            "change:\n  - {rule: sisa, set: {relation.stated.x: 1}, reason: x}\n",
            ("kota-blitar.yaml", 4, "profile_no_such_key"),
        ),
        ("skala: []\n", ("kota-blitar.yaml", 3, "unknown_key")),
        ("cap: banyak\n", ("kota-blitar.yaml", 3, "not_a_choice")),
    ],
)
def test_fault_is_told_in_the_profile(pack, text, problem):
    pack.rule()
    pack.profile(text)
    assert problem in codes(pack)


def test_unknown_profile_names_the_nearest(pack):
    pack.rule()
    pack.profile("")
    with pytest.raises(UsageError) as caught:
        pack.load(profile="kota-bliter")
    assert caught.value.details["nearest"] == "kota-blitar"


def test_profile_may_be_a_file_anywhere(pack, tmp_path):
    pack.rule()
    path = tmp_path / "sendiri.yaml"
    path.write_text("id: sendiri\ntitle: {id: a, en: b}\n", encoding="utf-8")
    assert pack.load(profile=str(path)).profile.id == "sendiri"


def test_profile_is_part_of_the_fingerprint(pack):
    pack.rule()
    pack.profile("")
    assert pack.load().sha256 != pack.load(profile="kota-blitar").sha256


def test_file_name_must_be_the_id(pack):
    pack.rule()
    path = pack.profile("")
    path.write_text("id: lain\ntitle: {id: a, en: b}\n", encoding="utf-8")
    assert codes(pack) == [("kota-blitar.yaml", 1, "file_name_is_not_id")]

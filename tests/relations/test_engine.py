"""A run: every relation has exactly one outcome, and nothing passes in silence."""

from collections import Counter

import pytest

from lkjip_audit.judging.model import Equation, Status
from lkjip_audit.relations.engine import run
from lkjip_audit.relations.registry import KINDS
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.scene.build import stage
from lkjip_audit.tables.recognise import recognise
from lkjip_audit.workbook.reader import read_workbook
from tests.packaged import definitions
from tests.relations.audited import audited, rules, settings, staged
from tests.truth import SAMPLES

WORKBOOK = {
    "Capaian": [
        ["Capaian Kinerja Tahun 2023"],
        ["No.", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian"],
        [1, "Meningkatnya penerapan sistem merit", "Indeks sistem merit", "270,00", "271,50", "100,56%"],
        [2, "Meningkatnya kompetensi ASN", "Persentase ASN yang mengikuti diklat", "13,02", "75,91", "538,03%"],
        [3, "Menurunnya pelanggaran", "Jumlah pelanggaran berat", "0", "0", "100,00%"],
    ],
    "Anggaran": [
        ["Realisasi Anggaran Tahun 2023"],
        ["No.", "Sasaran", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"],
        [1, "Meningkatnya penerapan sistem merit", "2.688.593.227", "2.556.123.400", "95,07"],
        [2, "Meningkatnya kompetensi ASN", "2.411.008.974", "2.102.158.724", "87,19"],
        [None, "Jumlah", "5.099.602.210", "4.658.282.124", "91,35"],
        [],
        ["Indeks sistem merit terealisasi 271,50 dengan capaian kinerja sebesar 100,56%."],
    ],
}


@pytest.fixture(scope="module")
def found():
    return audited(WORKBOOK)


def test_every_equation_has_exactly_one_outcome(found):
    judged = [outcome.relation for outcome in found.verdicts.outcomes if isinstance(outcome.relation, Equation)]
    assert Counter(map(id, judged)) == Counter(map(id, found.verdicts.equations))
    assert len(set(map(id, judged))) == len(judged)


def test_figure_is_related_to_the_same_operands_by_one_rule_only(found):
    seen = Counter(
        (equation.stated.node, frozenset(item.node for item in equation.operands))
        for equation in found.verdicts.equations
    )
    assert set(seen.values()) == {1}


def test_outcomes_add_up(found):
    counts = Counter(outcome.status for outcome in found.verdicts.outcomes)
    assert sum(counts.values()) == len(found.verdicts.outcomes)
    assert counts[Status.RULE_ERROR] == 0
    assert min(counts[Status.PASS], counts[Status.FINDING], counts[Status.NOT_VERIFIABLE]) > 0


def test_only_findings_weigh_something(found):
    for outcome in found.verdicts.outcomes:
        assert (outcome.severity is not None) == (outcome.status is Status.FINDING), outcome


def test_what_is_not_judged_says_why(found):
    for outcome in found.verdicts.outcomes:
        unjudged = outcome.status in (Status.NOT_APPLICABLE, Status.NOT_VERIFIABLE)
        assert (outcome.reason is not None) == unjudged, outcome


def test_findings_are_where_the_workbook_is_wrong(found):
    wrong = {(o.rule.id, o.cell.address.a1) for o in found.findings() if o.severity is not Severity.INFO}
    assert ("capaian-rasio", "F4") in wrong
    assert ("jumlah-kolom", "C5") in wrong
    assert not any(rule == "capaian-rasio" and cell != "F4" for rule, cell in wrong)


def test_same_workbook_gives_the_same_outcomes():
    first, second = (run(list(rules().values()), settings(), staged(WORKBOOK)).outcomes for _ in range(2))
    assert [(o.rule.id, o.cell, o.status, o.expected_text) for o in first] == [
        (o.rule.id, o.cell, o.status, o.expected_text) for o in second
    ]


def test_label_is_judged_after_the_number_that_it_follows_from():
    assert [name for name, kind in KINDS.items() if kind.late] == ["label"]


def test_workbook_without_figures_has_no_findings():
    assert audited([["Catatan rapat"], ["tanpa angka apa pun"]]).findings() == []


def test_run_without_rules_says_nothing():
    assert run([], {}, staged(WORKBOOK)).outcomes == ()


# Every relation has one outcome, and they add up.


@pytest.mark.slow
@pytest.mark.parametrize("name", ["kota-blitar-bkpsdm-2023", "kab-jombang-bkpsdm-2023", "contoh-selaras"])
def test_outcomes_of_a_sample_add_up(name):
    """Every equation that was laid has exactly one outcome; a finding says how much it weighs, the rest say why not."""
    workbook = read_workbook(SAMPLES / f"{name}.xlsx")
    scene = stage(workbook, recognise(workbook, definitions()).tables, definitions().nature)
    verdicts = run(list(rules().values()), settings(), scene)
    counts = Counter(outcome.status for outcome in verdicts.outcomes)
    assert sum(counts.values()) == len(verdicts.outcomes) > 500
    assert counts[Status.RULE_ERROR] == 0
    judged = Counter(id(o.relation) for o in verdicts.outcomes if isinstance(o.relation, Equation))
    assert {id(equation) for equation in verdicts.equations} == set(judged)
    assert set(judged.values()) == {1}
    for outcome in verdicts.outcomes:
        assert (outcome.severity is not None) == (outcome.status is Status.FINDING), outcome
        if outcome.status in (Status.NOT_APPLICABLE, Status.NOT_VERIFIABLE):
            assert outcome.reason, outcome.rule.id

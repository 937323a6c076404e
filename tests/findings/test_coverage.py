"""Which figures were tested, and why the others were not."""

from lkjip_audit.findings.coverage import coverage_of
from lkjip_audit.messages.catalogue import Catalogue
from tests.relations.audited import audited

WORKBOOK = [
    ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"],
    [1, "Program Pembinaan Perpustakaan", "2.700.411.800", "2.560.123.400", "140.288.400", "94,80"],
    [2, "Program Pengelolaan Arsip", "1.411.008.900", "1.302.158.700", "108.850.200", "92,29"],
    [None, "Jumlah", "4.111.420.700", "3.862.282.100", "249.138.600", "93,94"],
]


def test_figures_are_counted_before_they_are_named_and_alike():
    found = audited(WORKBOOK)
    coverage = coverage_of(found.scene, found.verdicts.outcomes, Catalogue("id"))
    assert coverage.figures == len(coverage.tested) + len(coverage.unchecked) == 12
    assert len(tuple(coverage.tested)) == len(coverage.tested)
    assert len(tuple(coverage.unchecked)) == len(coverage.unchecked)


def test_each_tested_figure_names_the_rules_that_did():
    found = audited(WORKBOOK)
    coverage = coverage_of(found.scene, found.verdicts.outcomes, Catalogue("id"))
    rules = {item.address.a1: item.rules for item in coverage.tested}
    by_outcome: dict[str, set[str]] = {}
    for outcome in found.verdicts.outcomes:
        if outcome.status.value in ("pass", "finding") and not outcome.traits.form_only:
            for node in (outcome.cell, *(item.node for item in outcome.related)):
                by_outcome.setdefault(node.address.a1, set()).add(outcome.rule.id)
    assert rules == {cell: tuple(sorted(ids)) for cell, ids in by_outcome.items()}
    assert "serapan-rasio" in rules["C2"]


def test_what_kept_a_figure_from_being_judged_is_told_rather_than_that_it_stands_alone():
    grid = [
        ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"],
        [1, "Persentase pengaduan yang diselesaikan", "%", "90", "99", "100"],
        [2, "Persentase arsip yang ditata", "%", "80", "96", "100"],
    ]
    found = audited(grid)
    coverage = coverage_of(found.scene, found.verdicts.outcomes, Catalogue("id"))
    why = {item.address.a1: item.why for item in coverage.unchecked}
    assert "batas" in why["F2"]


def test_cell_that_a_reason_names_is_named():
    grid = [
        ["No.", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Sisa Anggaran (Rp)"],
        [1, "Program Jalan", "12.935.969.559", None, "1.084.769.223"],
        [2, "Program Air", "2.362.837.044", "2.123.643.036", "239.194.008"],
    ]
    found = audited(grid)
    coverage = coverage_of(found.scene, found.verdicts.outcomes, Catalogue("id"))
    why = {item.address.a1: item.why for item in coverage.unchecked}
    assert "D2" in why["E2"]
    assert not any("{" in text for text in why.values())

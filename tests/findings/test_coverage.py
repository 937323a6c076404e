"""Which figures were tested, and why the others were not."""

from __future__ import annotations

from typing import Any

from lkjip_audit.findings.coverage import coverage_of
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Auditor
from lkjip_audit.workbook.formulae.results import with_results
from tests.grids import workbook_from_grids
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


def _workload(last: str = "B6*C6", kept: int = 6) -> list[list[Any]]:
    """Small counts, whose product no figures show: the formulas of the column say what it is."""
    pairs = [(1, 2), (2, 2), (1, 3), (3, 1)]
    rows: list[list[Any]] = [
        [f"Irban {at}", many, kinds, {"f": f"B{at + 1}*C{at + 1}", "v": many * kinds}]
        for at, (many, kinds) in enumerate(pairs, 1)
    ]
    return [["Unit", "Objek", "Jenis", "Beban"], *rows, ["Irban 5", 2, 3, {"f": last, "v": kept}]]


def _tested_in_d(grid: list[list[Any]]) -> set[str]:
    told = audited(grid)
    coverage = coverage_of(told.scene, told.verdicts.outcomes, Catalogue("id"))
    return {item.address.a1 for item in coverage.tested if item.address.a1.startswith("D")}


def test_a_figure_is_tested_by_the_formula_that_its_column_has_when_it_gives_what_the_file_keeps() -> None:
    assert _tested_in_d(_workload()) == {"D2", "D3", "D4", "D5", "D6"}


def test_a_formula_that_no_neighbour_has_tests_nothing() -> None:
    assert _tested_in_d(_workload("B6*3")) == {"D2", "D3", "D4", "D5"}


def test_a_result_that_the_file_does_not_keep_is_ours_and_tests_nothing() -> None:
    grid = _workload()
    del grid[5][3]["v"]
    book = with_results(workbook_from_grids({"Lembar1": grid}))
    tested = Auditor.load().audit_workbook(book).coverage.tested
    assert not {item.address.a1 for item in tested} & {"D2", "D3", "D4", "D5", "D6"}

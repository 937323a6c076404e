"""Which document sets a figure: where the files of a dossier differ, who is held to whom, and who is accused."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from lkjip_audit.workbook.dossier import file_of, together
from tests.benchmarks.layouts_at_random import auditor
from tests.grids import workbook_from_grids

INDICATORS = ["Indeks Sistem Merit", "Persentase arsip yang tertata", "Nilai SAKIP Perangkat Daerah"]
RESULTS = [80, 88.1, 77.9]
PLAN = [85, 90.5, 78.2]
ODD = [85, 95.5, 78.2]


def book(name, **grids):
    numbers = {
        sheet: [[Decimal(str(cell)) if isinstance(cell, int | float) else cell for cell in row] for row in rows]
        for sheet, rows in grids.items()
    }
    return replace(workbook_from_grids(numbers), name=name)


def plan(name, title, targets):
    rows = [[f"{title} Tahun 2023"], [], ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"]]
    rows += [[at, f"Sasaran {at}", *row] for at, row in enumerate(zip(INDICATORS, targets, strict=True), 1)]
    return book(name, Rencana=rows)


def agreement(targets, name="pk.xlsx"):
    return plan(name, "Perjanjian Kinerja", targets)


def report(targets, name="lkjip.xlsx", more=0):
    rows = [["Pengukuran Kinerja Tahun 2023"], [], ["No", "Indikator Kinerja", "Target", "Realisasi"]]
    rows += [[at, *row] for at, row in enumerate(zip(INDICATORS, targets, RESULTS, strict=True), 1)]
    annexes = {
        f"Lampiran{number}": [
            [f"Rencana Aksi {number} Tahun 2023"],
            [],
            ["No", "Indikator Kinerja", "Target"],
            *([at, *row] for at, row in enumerate(zip(INDICATORS, targets, strict=True), 1)),
        ]
        for number in range(more)
    }
    return book(name, Pengukuran=rows, **annexes)


def audited(*files):
    return auditor().audit_workbook(together(list(files)).whole)


def grave(result):
    return [item for item in result.findings if item.severity.value != "info"]


def test_a_report_that_repeats_its_agreement_is_silent():
    assert grave(audited(agreement(PLAN), report(PLAN, more=2))) == []


@pytest.mark.parametrize("more", [0, 2])
def test_a_report_is_held_to_the_agreement_however_often_it_repeats_another_target(more):
    result = audited(agreement(PLAN), report(ODD, more=more))
    assert {file_of(item.address.sheet) for item in grave(result)} == {"lkjip.xlsx"}
    assert {(item.stated, item.expected) for item in grave(result)} == {("95,5", "90,5")}
    assert all("dokumen yang menetapkannya ([pk.xlsx]Rencana!D5)" in item.message for item in grave(result))


@pytest.mark.parametrize("files", [(report(PLAN, more=2),), (report(PLAN), report(PLAN, "lain.xlsx"))])
def test_an_agreement_is_never_accused_alone_of_what_others_only_copy(files):
    causes = audited(agreement(ODD), *files).causes
    assert causes
    assert all(cause.is_tie for cause in causes)
    places = {address.place for cause in causes for address in (item.address for item in cause.candidates)}
    assert "[pk.xlsx]Rencana!D5" in places
    assert any(file_of(place) != "pk.xlsx" for place in places)


def test_an_agreement_that_more_documents_contradict_is_a_tie_that_says_who_sets_the_figure():
    [finding] = grave(audited(agreement(ODD), report(PLAN), report(PLAN, "lain.xlsx")))
    assert finding.address.place == "[pk.xlsx]Rencana!D5"
    assert "dokumen yang menetapkan angka itu" in finding.message
    assert "Tidak ada bukti lain" in finding.message


def test_a_single_report_that_departs_from_the_agreement_and_another_is_accused_alone():
    [cause] = audited(agreement(PLAN), report(ODD), report(PLAN, "lain.xlsx")).causes
    assert not cause.is_tie
    assert (cause.address.place, cause.proposed) == ("[lkjip.xlsx]Pengukuran!C5", "90,5")


def test_only_the_document_that_sets_the_figure_is_named_as_such():
    [finding] = grave(audited(agreement(PLAN), report(ODD), report(PLAN, "lain.xlsx")))
    assert "menetapkannya ([pk.xlsx]Rencana!D5)" in finding.message


def test_after_a_change_the_changed_agreement_sets_the_target():
    changed = plan("ubah.xlsx", "Perjanjian Kinerja Perubahan", ODD)
    assert grave(audited(agreement(PLAN), changed, report(ODD))) == []
    [finding] = grave(audited(agreement(PLAN), changed, report(PLAN)))
    assert (finding.address.place, finding.expected) == ("[lkjip.xlsx]Pengukuran!C5", "95,5")


def test_a_plan_of_another_document_may_differ():
    assert grave(audited(agreement(PLAN), plan("rkt.xlsx", "Rencana Kinerja Tahunan", ODD), report(PLAN))) == []


def test_in_one_workbook_the_agreement_is_a_copy_as_all_others():
    pages = {sheet.name: sheet for file in (agreement(ODD), report(PLAN, more=2)) for sheet in file.sheets}
    sheets = tuple(replace(sheet, index=at) for at, sheet in enumerate(pages.values()))
    [cause] = auditor().audit_workbook(replace(report(PLAN), sheets=sheets)).causes
    assert not cause.is_tie
    assert cause.address.place == "Rencana!D5"


def test_an_agreement_whose_own_arithmetic_fails_is_no_measure():
    rows = [["Perjanjian Kinerja Tahun 2023"], [], ["No", "Program", "Anggaran (Rp)"]]
    money = [1_000_000, 2_500_000, 4_000_000]
    names = ["Program Penunjang", "Program Kearsipan", "Program Perpustakaan"]
    wrong = [1_000_000, 2_900_000, 4_000_000]

    def budget(name, title, amounts, total):
        lines = [[at, *row] for at, row in enumerate(zip(names, amounts, strict=True), 1)]
        return book(name, Anggaran=[[title], *rows[1:], *lines, [None, "Jumlah", total]])

    agreed = budget("pk.xlsx", "Perjanjian Kinerja Tahun 2023", wrong, sum(money))
    told = budget("lkjip.xlsx", "Anggaran Program Tahun 2023", money, sum(money))
    [cause] = audited(agreed, told).causes
    assert (cause.address.place, cause.is_tie) == ("[pk.xlsx]Anggaran!C5", False)

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


TITLES_OF_A_CHANGE = [
    "Perjanjian Kinerja (Perubahan)",
    "PERJANJIAN KINERJA REVISI",
    "Revisi Perjanjian Kinerja",
    "Perubahan Perjanjian Kinerja",
]


@pytest.mark.parametrize("title", TITLES_OF_A_CHANGE)
def test_a_changed_target_is_no_finding_though_renstra_and_agreement_agreed_before(title):
    changed = plan("ubah.xlsx", title, ODD)
    files = (plan("renstra.xlsx", "Target Renstra", PLAN), agreement(PLAN), changed, report(ODD))
    assert audited(*files).findings == ()


def test_a_file_says_by_its_name_that_the_agreement_in_it_is_the_changed_one():
    files = (agreement(PLAN), agreement(ODD, "PK_Perubahan_2023.xlsx"), report(ODD))
    assert audited(*files).findings == ()
    assert grave(audited(agreement(PLAN), agreement(ODD, "pk lain.xlsx"), report(ODD))) != []


def test_a_target_that_the_change_left_alone_is_held_to_the_plans_before():
    files = (plan("renstra.xlsx", "Target Renstra", PLAN), agreement(ODD), plan("ubah.xlsx", "PK Perubahan", PLAN))
    [finding] = grave(audited(*files, report(PLAN)))
    assert (finding.address.place, finding.expected) == ("[pk.xlsx]Rencana!D5", "90,5")


def with_budget(file, money):
    """The agreement with its programs under the targets, without a title of their own."""
    [sheet] = file.sheets
    rows = [["No", "Program", "Anggaran (Rp)"]]
    rows += [[at, f"Program {name}", value] for at, (name, value) in enumerate(money.items(), 1)]
    rows += [[None, "Jumlah", sum(money.values())]]
    below = book("x", Rencana=rows).sheets[0]
    cells = {(row + 9, column): replace(cell, row=row + 9) for (row, column), cell in below.cells.items()}
    held = {row + 9: columns for row, columns in below.rows.items()}
    return replace(file, sheets=(replace(sheet, cells={**sheet.cells, **cells}, rows={**sheet.rows, **held}),))


MONEY = {"Penunjang": 1_250_400_000, "Kearsipan": 730_150_000, "Perpustakaan": 415_900_000}
MORE_MONEY = {"Penunjang": 1_290_650_000, "Kearsipan": 702_480_000, "Perpustakaan": 431_125_000}


def test_budgets_below_a_changed_agreement_are_the_changed_ones():
    before = with_budget(agreement(PLAN), MONEY)
    after = with_budget(plan("ubah.xlsx", "Perjanjian Kinerja Perubahan", PLAN), MORE_MONEY)
    assert audited(before, after, report(PLAN)).findings == ()


def test_a_report_that_calls_the_changed_agreement_just_agreement_is_silent():
    copy = plan("x", "Perjanjian Kinerja", ODD).sheets[0]
    told = report(ODD)
    told = replace(told, sheets=(*told.sheets, replace(copy, index=1)))
    files = (agreement(PLAN), plan("ubah.xlsx", "Perjanjian Kinerja Perubahan", ODD), told)
    assert audited(*files).findings == ()
    slipped = plan("x", "Perjanjian Kinerja", [85, 95.5, 72.2]).sheets[0]
    told = replace(told, sheets=(told.sheets[0], replace(slipped, index=1)))
    [finding] = grave(audited(*files[:2], told))
    assert (finding.address.place, finding.expected) == ("[lkjip.xlsx]Rencana!D6", "78,2")


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


def test_a_target_beside_its_result_and_the_end_of_the_plan_is_that_of_the_year():
    rows = [
        ["Perkembangan Kinerja dan Target Akhir Renstra Tahun 2023"],
        [],
        ["No", "Indikator Kinerja", "Target", "Realisasi", "Target Akhir Renstra"],
        *([at, *row, 95.5] for at, row in enumerate(zip(INDICATORS, ODD, RESULTS, strict=True), 1)),
    ]
    changed = plan("ubah.xlsx", "Perjanjian Kinerja Perubahan", ODD)
    assert grave(audited(agreement(PLAN), changed, report(ODD), book("tren.xlsx", Tren=rows))) == []


def spending(money, before):
    """A list of spending beside the budgets before and after their change."""
    rows = [["Realisasi Anggaran Program Tahun 2023"], []]
    rows.append(["No", "Program", "Anggaran Semula (Rp)", "Anggaran Menjadi (Rp)", "Realisasi (Rp)"])
    for at, (name, value) in enumerate(money.items(), 1):
        rows.append([at, f"Program {name}", before[name], value, value - 11_350_700])
    return book("lra.xlsx", LRA=rows)


def test_an_agreement_that_was_not_changed_with_the_budget_tells_it_as_it_was_before():
    files = (with_budget(agreement(PLAN), MONEY), report(PLAN))
    assert audited(*files, spending(MORE_MONEY, MONEY)).findings == ()
    other = {name: value + 4_100_300 for name, value in MORE_MONEY.items()}
    assert grave(audited(*files, spending(MORE_MONEY, other))) != []

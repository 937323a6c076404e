"""A fingerprint depends on what a finding or a cause says, and on nothing else."""

from __future__ import annotations

from collections import Counter

import pytest

from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.pipeline import Options, audit_workbook, load_pack
from lkjip_audit.result import EVERYWHERE, AuditResult
from lkjip_audit.workbook.model import Workbook
from tests.grids import workbook_from_grids
from tests.transformed import as_text, moved, renamed, shifted, stacked, without_formulas

HEAD = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
ROWS = [
    [1, "Indeks Sistem Merit", 270, "271,50", "100,56"],
    [2, "Indeks Profesionalitas ASN", 80, "72,00", "91,00"],
    [3, "Nilai SAKIP Perangkat Daerah", 82, "78,72", "96,00"],
]
TITLE = ["Tabel 3.1 Capaian Kinerja Tahun 2023"]


def check(workbook: Workbook) -> AuditResult:
    return audit_workbook(workbook, load_pack(Options()), Catalogue("id"))


def capaian(*rows: list[object], title: list[str] = TITLE) -> AuditResult:
    return check(workbook_from_grids({"3.1 Capaian": [title, [], HEAD, *rows]}))


def prints(result: AuditResult) -> list[str]:
    return sorted([*(item.fingerprint for item in result.findings), *(item.fingerprint for item in result.causes)])


PROGRAMS = [
    ["No", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"],
    [1, "Program Pelayanan Kesehatan", 2750400000, 2612880000, "95,00"],
    [2, "Program Penyehatan Lingkungan", 1249600000, 1124640000, "91,00"],  # 90,00
    [None, "Jumlah", {"f": "SUM(C4:C5)", "v": 4000000000}, 3737520001, "93,44"],  # 3.737.520.000
]
PLAN = [["No", "Indikator Kinerja", "Target"], *([*row[:3]] for row in ROWS[:2]), [3, ROWS[2][1], 83]]  # 82
SENTENCES = [
    ["Kesimpulan"],
    ["Capaian indikator Indeks Sistem Merit pada tahun 2023 adalah sebesar 100,65%."],  # 100,56
    ["Realisasi anggaran Program Pelayanan Kesehatan tahun 2023 sebesar Rp2.612.800.000."],  # 2.612.880.000
    ["Nilai SAKIP Perangkat Daerah tahun 2023 sebesar 78,72 dari target 82."],
]


@pytest.fixture(scope="module")
def submission() -> Workbook:
    """A few tables, with sums that are formulas and sentences that restate; wrong in each of its sheets."""
    return workbook_from_grids(
        {
            "2.1 Perjanjian": [["Tabel 2.1 Perjanjian Kinerja Tahun 2023"], [], *PLAN],
            "3.1 Capaian": [TITLE, [], HEAD, *ROWS],
            "3.2 Keuangan": [["Tabel 3.2 Realisasi Anggaran Program Tahun 2023"], [], *PROGRAMS],
            "4.1 Kesimpulan": SENTENCES,
        }
    )


@pytest.fixture(scope="module")
def found_in(submission: Workbook) -> AuditResult:
    return check(submission)


def test_the_submission_is_wrong_in_each_of_its_sheets(submission: Workbook, found_in: AuditResult):
    assert {item.address.sheet for item in found_in.findings} == {sheet.name for sheet in submission.sheets}
    assert len(found_in.findings) >= 6
    assert found_in.causes


@pytest.fixture(scope="module")
def values_only(submission: Workbook) -> AuditResult:
    return check(without_formulas(submission))


def test_rows_and_columns_put_in_and_renamed_sheets_change_none(submission: Workbook, found_in: AuditResult):
    names = [sheet.name for sheet in submission.sheets]
    other = renamed(shifted(submission, 5, 3), lambda number: f"Rev. {names[number - 1]}")
    assert prints(check(other)) == prints(found_in)


def test_figures_typed_as_text_change_none(submission: Workbook, values_only: AuditResult):
    assert prints(check(as_text(submission))) == prints(values_only)


def _said(result: AuditResult) -> dict[tuple[str, ...], str]:
    """The fingerprints by what is said, of findings that alone say it."""
    found = [((item.rule, item.subject, item.stated, item.expected), item.fingerprint) for item in result.findings]
    times = Counter(said for said, _ in found)
    return {said: fingerprint for said, fingerprint in found if times[said] == 1}


@pytest.mark.parametrize("change", ["moved", "stacked"])
def test_what_is_found_again_in_another_layout_has_its_fingerprint(
    submission: Workbook, values_only: AuditResult, change: str
):
    """Which of two places is accused may turn on what stands first or on a sheet's name; the fingerprint may not."""
    plain = without_formulas(submission)
    other = check(stacked(plain) if change == "stacked" else moved(plain, reversed(range(len(plain.sheets)))))
    before, after = _said(values_only), _said(other)
    common = [key for key in before if key in after]
    assert len(common) >= 0.6 * len(before)
    assert [before[key] for key in common] == [after[key] for key in common]
    shared = {item.fingerprint for item in values_only.findings} & {item.fingerprint for item in other.findings}
    assert len(shared) >= 0.9 * len(values_only.findings)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["blitar", "jombang", "selaras"])
def test_no_two_findings_and_no_two_causes_share_one(name: str, request: pytest.FixtureRequest):
    result: AuditResult = request.getfixturevalue(name)
    for items in (result.findings, result.causes):
        found = [item.fingerprint for item in items]
        assert len(set(found)) == len(found)


def test_a_row_put_into_the_table_changes_none():
    more = capaian(
        ROWS[0], [2, "Persentase ASN Berprestasi", 10, "9,00", "90,00"], [3, *ROWS[1][1:]], [4, *ROWS[2][1:]]
    )
    found = capaian(*ROWS)
    assert len(found.findings) == 1
    assert prints(more) == prints(found)


def test_a_table_of_its_own_title_and_numbering_changes_none():
    assert prints(capaian(*ROWS, title=["Tabel 4.7 Capaian Kinerja Tahun 2023"])) == prints(capaian(*ROWS))


def test_another_stated_value_is_another_finding_of_the_same_relation():
    (first,), (second,) = capaian(*ROWS).findings, capaian(ROWS[0], [*ROWS[1][:4], "92,00"], ROWS[2]).findings
    assert first.fingerprint != second.fingerprint
    assert first.relation == second.relation


def test_the_same_slip_in_two_rows_is_two_findings_and_one_put_right_leaves_the_other():
    row = [2, "Indeks Profesionalitas ASN", 80, "72,00", "91,00"]
    right = [[4, *ROWS[2][1:]], [5, "Persentase ASN Berprestasi", 10, "9,00", "90,00"]]
    twice = capaian(ROWS[0], row, [3, *row[1:]], *right)
    assert len({item.fingerprint for item in twice.findings}) == len(twice.findings) == 2
    (left,) = capaian(ROWS[0], [*row[:4], "90,00"], [3, *row[1:]], *right).findings
    assert left.fingerprint == twice.findings[1].fingerprint


def test_the_ledger_knows_that_a_relation_holds_once_its_figure_is_put_right():
    wrong, right = capaian(*ROWS), capaian(ROWS[0], [*ROWS[1][:4], "90,00"], ROWS[2])
    (finding,) = wrong.findings
    assert finding.relation not in wrong.ledger.held[finding.rule]
    assert finding.relation in right.ledger.held[finding.rule]


def test_the_ledger_holds_the_places_of_figures_that_are_still_there():
    wrong = capaian(*ROWS)
    gone = capaian(ROWS[0], ROWS[2])
    (finding,) = wrong.findings
    assert set(finding.anchors) <= set(wrong.ledger.places)
    assert not set(finding.anchors) & set(gone.ledger.places)


def test_the_place_that_others_are_held_to_holds_as_well():
    """Of places that agree one is the model and has no outcome; once put right, a figure may well be that one."""
    plan = [["Tabel 2.1 Perjanjian Kinerja Tahun 2023"], [], HEAD[:3], *(row[:3] for row in ROWS)]
    done = [TITLE, [], HEAD, *ROWS]
    wrong = [TITLE, [], HEAD, ROWS[0], [*ROWS[1][:2], 88, *ROWS[1][3:]], ROWS[2]]
    held = check(workbook_from_grids({"PK": plan, "Capaian": done})).ledger.held["fakta-kinerja-antar-tabel"]
    found = check(workbook_from_grids({"Capaian": wrong, "PK": plan, "Lampiran": plan})).findings
    relations = [item.relation for item in found if item.rule == "fakta-kinerja-antar-tabel"]
    assert relations
    assert set(relations) <= set(held)


def test_rules_that_name_only_faults_hold_wherever_they_found_none(blitar: AuditResult):
    assert EVERYWHERE in blitar.ledger.held["persen-ganda"]
    assert EVERYWHERE not in blitar.ledger.held["capaian-rasio"]

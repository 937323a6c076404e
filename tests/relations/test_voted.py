"""What a column is made of is what most of its rows say, and nothing is said where they do not agree."""

from __future__ import annotations

import pytest
import xlsxwriter

from lkjip_audit.pipeline import Auditor

HEAD = ["Kode", "Program/Kegiatan", "Indikator", "Target Akhir Renstra", "Realisasi s.d. 2024", "Target Renja 2025"]


def test_state_at_the_end_of_a_year_is_held_to_no_sum(auditor, tmp_path):
    rows = [[96, 88, 91, 90, 90], [84, 75, 78, 79, 79], [93, 74, 78, 77, 77]]
    assert _found(auditor, tmp_path, rows) == []


def test_row_that_does_not_carry_on_is_told(auditor, tmp_path):
    rows = [[176, 88, 41, 37, 125], [214, 95, 66, 61, 165], [193, 74, 58, 59, 133], [321, 142, 77, 78, 220]]
    assert _found(auditor, tmp_path, rows) == [("realisasi-sampai-dengan", "H4")]


def test_one_row_in_which_a_sum_holds_proves_nothing(auditor, tmp_path):
    rows = [[176, 88, 41, 37, 125], [214, 95, 66, 61, 171], [193, 74, 58, 59, 168]]
    assert _found(auditor, tmp_path, rows) == []


def test_row_of_another_size_than_its_parts_is_not_judged(auditor, tmp_path):
    rows = [[176, 88, 41, 37, 125], [214, 95, 66, 61, 156], [93, 74, 58, 59, 61]]
    assert _found(auditor, tmp_path, rows) == []


@pytest.fixture(scope="module")
def auditor():
    return Auditor.load()


def _found(auditor, folder, rows):
    path = folder / "evaluasi.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Evaluasi")
        sheet.write_string(0, 0, "Evaluasi Hasil Renja")
        sheet.write_row(1, 0, [*HEAD, "Realisasi Renja 2025", "Realisasi s.d. 2025"])
        for number, row in enumerate(rows, 1):
            sheet.write_row(1 + number, 0, [f"2.09.0{number}", f"Program {number}", f"Jumlah layanan {number}", *row])
    found = auditor.audit(path).findings
    return [(item.rule, item.address.a1) for item in found if item.severity.value != "info"]

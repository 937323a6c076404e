"""Displaced rows are one finding, and no other rule says anything of their figures."""

import pytest

from lkjip_audit.pipeline import Auditor
from lkjip_audit.rulepack.model import Severity
from tests.grids import workbook_from_grids
from tests.tables.test_displaced import TITLE, budget, moved

pytestmark = pytest.mark.slow


def audit(lines):
    header, _, _ = budget(12)
    return Auditor.load().audit_workbook(workbook_from_grids({"Belanja": [*TITLE, header, *lines]}))


@pytest.mark.parametrize(("start", "by"), [(0, 1), (0, 2), (3, 1), (3, 2), (1, -1), (3, -1)])
@pytest.mark.parametrize("places", [range(5, 6), range(6, 12)], ids=["one", "tail"])
def test_a_shift_is_one_finding_and_no_figure_is_accused(places, start, by):
    _, body, closing = budget(12)
    result = audit([*(moved(row, start, by) if at in places else row for at, row in enumerate(body)), *closing])
    (finding,) = [finding for finding in result.findings if finding.severity is not Severity.INFO]
    rows = "9" if len(places) == 1 else "10–15"
    side = "kanan" if by > 0 else "kiri"
    assert finding.message.startswith(f"Baris {rows} bergeser {abs(by)} kolom ke {side}")
    assert "Bila digeser kembali, Serapan (%) cocok" in finding.message
    assert result.causes == ()


def test_a_block_that_rows_without_figures_interrupt_is_one_finding():
    _, body, closing = budget(14)
    bare = [*body[9][:2], *[None] * (len(body[9]) - 2)]
    pasted = [moved(row, 3, 1) for row in (*body[6:9], *body[10:13])]
    result = audit([*body[:6], *pasted[:3], bare, *pasted[3:], body[13], *closing])
    (finding,) = [finding for finding in result.findings if finding.rule == "baris-bergeser"]
    assert finding.message.startswith("Baris 10–12, 14–16 bergeser 1 kolom ke kanan")
    assert "di 6 dari 6 baris itu" in finding.message


def test_runs_with_a_row_between_that_stands_right_are_told_apart():
    _, body, closing = budget(14)
    pasted = {at: moved(row, 3, 1) for at, row in enumerate(body) if at in (6, 7, 10, 11)}
    result = audit([*(pasted.get(at, row) for at, row in enumerate(body)), *closing])
    assert [finding.place for finding in result.findings if finding.rule == "baris-bergeser"] == [
        "Belanja!E10",
        "Belanja!E14",
    ]


def test_the_figures_of_displaced_rows_count_as_not_tested():
    _, body, closing = budget(12)
    coverage = audit([*body[:5], moved(body[5], 3, 1), *body[6:], *closing]).coverage
    reasons = {item.address.a1: item.why for item in coverage.unchecked}
    assert reasons["E9"].startswith("sel-sel baris ini bergeser")
    assert coverage.figures == 39


def test_a_percentage_is_not_added_to_amounts_without_a_unit():
    grid = [["Kegiatan", "Anggaran"], ["Rapat", 61_250_000], ["Survei", 73_900_000], ["Cetak", "98,4%"]]
    grid.append(["Jumlah", 140_000_000])
    result = Auditor.load().audit_workbook(workbook_from_grids({"Belanja": grid}))
    assert [finding.rule for finding in result.findings if finding.severity is not Severity.INFO] == []


@pytest.mark.parametrize(("start", "by"), [(3, 1), (0, 2), (2, -2)])
@pytest.mark.parametrize("places", [range(6), range(1, 12), range(12)], ids=["half", "all but one", "all"])
def test_a_shift_of_most_rows_is_one_finding_and_no_figure_is_accused(places, start, by):
    _, body, closing = budget(12)
    result = audit([*(moved(row, start, by) if at in places else row for at, row in enumerate(body)), *closing])
    (finding,) = [finding for finding in result.findings if finding.severity is not Severity.INFO]
    assert finding.rule == "baris-bergeser"
    assert "Bila digeser kembali, " in finding.message
    assert result.causes == ()


def test_a_total_beside_its_columns_is_told_by_what_it_adds_up():
    header = ["No", "Desa", "Laki-laki", "Perempuan", "Bayi"]
    body = [[at, f"Desa {at}", 1200 + 37 * at, 1310 + 53 * at, 100 + at * at] for at in range(1, 9)]
    closing = [None, "Jumlah", None, *(sum(row[place] for row in body) for place in (2, 3, 4))]
    grid = [["Penduduk 2024"], [], header, *body, closing]
    result = Auditor.load().audit_workbook(workbook_from_grids({"Desa": grid}))
    (finding,) = [finding for finding in result.findings if finding.severity is not Severity.INFO]
    assert finding.message.startswith("Baris 12 bergeser 1 kolom ke kanan")
    assert "Laki-laki berjumlah seperti yang tertulis di baris 12" in finding.message

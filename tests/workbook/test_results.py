"""Formulas without a stored result, as openpyxl writes them, are worked out where they are simple."""

from decimal import Decimal

from lkjip_audit import audit
from lkjip_audit.workbook.formulae.results import with_results
from tests.grids import workbook_from_grids

GRID = [
    ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "%"],
    [1, "Program Layanan", 100000000, 95000000, {"f": "D2/C2*100", "v": None}],
    [2, "Program Penunjang", 250000000, 240000000, {"f": "D3/C3*100", "v": None}],
    [None, "Jumlah", {"f": "SUM(C2:C3)", "v": None}, {"f": "SUM(D2:D3)", "v": None}, {"f": "D4/C4*100", "v": None}],
]


def values(grid):
    book = with_results(workbook_from_grids({"Anggaran": grid}))
    return {place: cell.value for place, cell in book.sheets[0].cells.items()}, book.notices


def test_results_are_worked_out_through_other_formulas():
    found, notices = values(GRID)
    assert (found[4, 3], found[4, 4], found[4, 5]) == (350000000, 335000000, Decimal("95.7142857142857"))
    assert [(notice.code, dict(notice.details)["count"]) for notice in notices] == [("formulas_worked_out", "5")]


def test_what_is_not_simple_or_goes_round_in_a_circle_stays_without_result():
    grid = [[{"f": "A2+1", "v": None}], [{"f": "A1+1", "v": None}], [{"f": 'IF(A1>1,"x","y")', "v": None}]]
    found, notices = values(grid)
    assert (set(found.values()), notices) == ({None}, ())


def test_stored_results_are_left_as_they_are():
    grid = [[1, 2, {"f": "A1+B1", "v": 4}]]
    assert values(grid)[0][1, 3] == 4


def test_workbook_written_without_results_is_audited(tmp_path):
    from openpyxl import Workbook

    book = Workbook()
    for row in GRID:
        book.active.append([f"={cell['f']}" if isinstance(cell, dict) else cell for cell in row])
    book.active["D2"] = 59000000
    book.active["A6"] = "Dari pagu sebesar Rp350.000.000 telah terealisasi Rp335.000.000 (95,71%)."
    path = tmp_path / "tanpa_hasil.xlsx"
    book.save(path)
    result = audit(path)
    assert {item.address.a1 for item in result.findings} == {"A6"}
    assert any(item.notice.code == "formulas_worked_out" for item in result.notices)

"""Hygiene of sheets, beyond the examples in the rules' own files."""

from decimal import Decimal

import pytest

from lkjip_audit.workbook.formulae.ranges import cells_in, read_range, shape, summed
from lkjip_audit.workbook.formulae.read import Unread, UnreadError, same_number, value_of
from lkjip_audit.workbook.model import Area
from tests.grids import sheet_from_grid
from tests.relations.audited import audited

FORMULAS = [
    ("SUM(A1:A3)", "60"),
    ("sum(A1:A3;B1)", "60.5"),
    ("=A1+A2*A3", "610"),
    ("-(A1-A3)%", "0.2"),
    ("A1/A2*100", "50"),
    ("AVERAGE(A1:A3)", "20"),
    ("ROUND(A2/A3,1)", "0.7"),
    ("$A$1+'Lembar Lain'!A1", "17"),
    ("(A1+A2)*2", "60"),
    ("2E2", None),
    ("IF(A1>1,2,3)", None),
    ("A1&A2", None),
    ("A1:A3", None),
    ("SUM(A:A)", None),
    ("A1+#REF!", None),
    ("((A1", None),
    ("", None),
]


@pytest.fixture
def sheets():
    main = sheet_from_grid([[10, Decimal("0.5")], [20, "teks"], [30, None]], name="Utama")
    return {"Utama": main, "Lembar Lain": sheet_from_grid([[7]], name="Lembar Lain", index=1)}


@pytest.mark.parametrize(("formula", "value"), FORMULAS, ids=[text for text, _ in FORMULAS])
def test_simple_formulas_are_reckoned_exactly_and_others_not_at_all(sheets, formula, value):
    if value is None:
        with pytest.raises(UnreadError) as caught:
            value_of(formula, sheets["Utama"], sheets)
        assert caught.value.reason is Unread.NOT_SIMPLE
    else:
        assert value_of(formula, sheets["Utama"], sheets) == Decimal(value)


def test_text_counts_nothing_in_a_sum_and_spoils_an_addition(sheets):
    assert value_of("SUM(B1:B2)", sheets["Utama"], sheets) == Decimal("0.5")
    with pytest.raises(UnreadError) as caught:
        value_of("B1+B2", sheets["Utama"], sheets)
    assert caught.value.reason is Unread.NOT_A_NUMBER


def test_an_empty_cell_is_zero_and_a_zero_divisor_is_said(sheets):
    assert value_of("A1+C9", sheets["Utama"], sheets) == 10
    with pytest.raises(UnreadError) as caught:
        value_of("A1/C9", sheets["Utama"], sheets)
    assert caught.value.reason is Unread.ZERO_DIVISOR


def test_stored_numbers_are_compared_as_a_spreadsheet_holds_them():
    assert same_number(Decimal("0.30000000000000004"), Decimal("0.3"))
    assert not same_number(Decimal("0.3001"), Decimal("0.3"))


def test_formulas_copied_down_a_column_have_one_shape():
    assert shape("C8-D8", 8, 5) == shape("C9-D9", 9, 5)
    assert shape("C8-D8", 8, 5) != shape("C8-D9", 9, 5)
    assert shape("C8/$D$20", 8, 5) == shape("C9/$D$20", 9, 5)


def test_ranges_are_read_with_the_sheet_that_they_name():
    found = read_range("'It''s 1'!$A$1:B2")
    assert found is not None
    assert (found.sheet, found.area) == ("It's 1", Area(1, 1, 2, 2))
    assert summed("SUM($C$8:C13)") == Area(8, 3, 13, 3)
    assert summed("SUM(C8:C13)+1") is None
    assert summed("SUM(Lain!C8:C13)") is None


def test_a_range_over_the_whole_sheet_visits_only_cells_that_hold_something():
    sheet = sheet_from_grid([[1], [None], [3]])
    assert [cell.row for cell in cells_in(sheet, Area(1, 1, 1_048_576, 16_384))] == [1, 3]


def test_parents_that_refer_to_the_row_below_do_not_make_their_parts_odd():
    grid = [
        ["A", {"f": "B2", "v": 10}],
        ["A1", 10],
        ["B", {"f": "B4", "v": 20}],
        ["B1", 20],
        ["C", {"f": "B6", "v": 30}],
        ["C1", 30],
    ]
    assert audited(grid, only=["angka-di-antara-rumus"]).findings() == []


def test_an_error_weighs_more_in_a_column_that_the_audit_uses():
    grid = [
        ["No", "Program", "Pagu (Rp)", "Realisasi (Rp)", "Serapan (%)"],
        [1, "Program Kepegawaian Daerah", 200, 150, {"f": "D2/C2*100", "v": 75}],
        [2, "Program Pengembangan SDM", 0, 150, {"f": "D3/C3*100", "error": "#DIV/0!"}],
        [3, "Program Penunjang Urusan", 300, 150, {"f": "D4/C4*100", "v": 50}],
    ]
    assert audited(grid, only=["galat-sel"]).told() == {("E3", "", "significant")}
    assert audited([["Catatan", {"error": "#N/A"}]], only=["galat-sel"]).told() == {("B1", "", "minor")}


def test_a_sum_that_starts_on_the_row_of_column_numbers_is_told():
    grid = [
        ["No", "Jabatan", "Laki-laki", "Perempuan", "Jumlah"],
        ["1", "2", 3, 4, "5=3+4"],
        [1, "Eselon III", 2, 1, 3],
        [2, "Eselon IV", 3, 2, 5],
        [3, "Pelaksana", 4, 4, 8],
        [None, "Jumlah", {"f": "SUM(C2:C5)", "v": 12}, {"f": "SUM(D3:D5)", "v": 7}, 16],
    ]
    found = audited(grid, only=["rentang-jumlah"]).findings()
    assert [(item.cell.address.a1, dict(item.values)["cells"]) for item in found] == [("C6", "C2")]


def test_a_rounding_to_a_cells_own_number_of_decimals_is_left_alone():
    sheet = sheet_from_grid([[2, 14645969413]])
    with pytest.raises(UnreadError):
        value_of("ROUND(A1,B1)", sheet, {"Sheet1": sheet})


def parent_with(realisation):
    rows = [
        ["No", "Program/Kegiatan", "Pagu (Rp)", "Realisasi (Rp)"],
        [None, "Program Pasar", {"f": "SUM(C4:C6)", "v": 900_000_300}, {"f": realisation, "v": 500_000_200}],
        ["1", "Los", 300_000_100, 250_000_100],
        ["2", "Kios", 300_000_100, 250_000_100],
        ["3", "Lapak", 300_000_100, 250_000_100],
    ]
    return audited([["Realisasi Anggaran"], *rows], only=["rentang-jumlah"]).findings()


def test_parent_that_sums_fewer_rows_than_the_parent_beside_it_is_told():
    found = parent_with("SUM(D4:D5)")
    assert [(item.cell.address.a1, item.expected_text) for item in found] == [("D3", "SUM(D4:D6)")]


def test_sums_of_one_row_that_begin_elsewhere_are_not_compared():
    assert not parent_with("SUM(D5:D5)")


def test_a_number_typed_under_formulas_that_only_repeat_the_cell_above_begins_anew():
    grid = [["Kode", "Uraian", "Nilai"]]
    for group in (101, 102, 103):
        grid.append([group, f"Retribusi {group}", 1_000 + group])
        grid += [[{"f": f"A{len(grid) + at}", "v": group}, f"Rincian {group}-{at}", 500 + at] for at in range(6)]
    assert audited(grid, only=["angka-di-antara-rumus"]).findings() == []

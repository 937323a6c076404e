"""Formulas that the header declares over column numbers."""

import pytest

from lkjip_audit.judging.model import Manner, Status
from tests.relations.audited import audited

HEADER = ["No.", "Komponen", "Bobot", "Nilai 2023", "Nilai 2024", "Naik/ (Turun)"]


def declared(formula, *rows, header=HEADER):
    numbers = [str(number) for number in range(1, len(header))]
    body = [[index, f"Komponen {index}", 30, *row] for index, row in enumerate(rows, 1)]
    return audited([header, [*numbers, formula], *body], only=["rumus-kepala-kolom"])


@pytest.mark.parametrize("formula", ["6=(5-4)", "(6)=(5)-(4)", "6 = 5 - 4"])
def test_difference_holds_however_it_is_written(formula):
    found = declared(formula, ["24,60", "25,50", "0,90"], ["13,05", "12,75", "(0,30)"])
    assert [outcome.status for outcome in found.outcomes("rumus-kepala-kolom")] == [Status.PASS, Status.PASS]


@pytest.mark.parametrize("formula", ["6=(5/4)x100%", "6=5/4*100", "(6)=(5):(4)x100"])
def test_ratio_times_a_hundred_holds_however_it_is_written(formula):
    found = declared(formula, ["80,00", "84,00", "105,00"], ["86,35", "85,49", "99,00"])
    assert [outcome.status for outcome in found.outcomes("rumus-kepala-kolom")] == [Status.PASS, Status.PASS]


@pytest.mark.parametrize("formula", ["f=(e/d)x100%", "(f) = (e) / (d) x 100", "f=e:d*100"])
def test_columns_may_be_lettered(formula):
    letters = ["a", "b", "c", "d", "e", "f", formula.translate(str.maketrans("def", "efg"))]
    header = ["No.", "Komponen", "Jenis", "Bobot", "Rencana", "Hasil", "Persentase"]
    body = [[1, "Mutu", "A", 30, "80,00", "84,00", "105,00"], [2, "Waktu", "B", 30, "86,35", "85,49", "98,00"]]
    found = audited([header, letters, *body], only=["rumus-kepala-kolom"])
    assert found.told() == {("G4", "99,00", "material")}


def test_letters_that_head_columns_are_no_numbers():
    """L and P are men and women; a row that does not count from a on numbers nothing."""
    header = ["No.", "Komponen", "L", "P", "Jumlah"]
    found = audited([header, [1, "Mutu", 30, 12, 42], [2, "Waktu", 20, 15, 35]], only=["rumus-kepala-kolom"])
    assert found.findings() == []


def test_ratio_without_the_hundred_may_be_printed_as_percent():
    found = declared("6=(5/4)", ["80,00", "84,00", "105,00%"], ["86,35", "85,49", "99,00%"])
    assert found.findings() == []


def test_a_wrong_percentage_under_a_bare_ratio_is_told_the_right_one():
    found = declared("6=(5/4)", ["6", "2", "66,6%"])
    assert found.told() == {("F3", "33,3%", "material")}


def test_lost_sign_is_material():
    found = declared("6=(5-4)", ["24,60", "25,50", "0,90"], ["13,05", "12,75", "0,30"])
    assert found.told() == {("F4", "-0,30", "material")}


def test_cut_result_is_minor():
    found = declared("6=(5/4)x100", ["72,44", "70,25", "96,97"], ["73,52", "61,83", "84,10"])
    assert [(outcome.cell.address.a1, outcome.manner) for outcome in found.findings()] == [("F3", Manner.CUT)]


def test_empty_operand_is_not_verifiable():
    found = declared("6=(5-4)", [None, "25,50", "0,90"], ["13,05", "12,75", "-0,30"])
    assert found.reasons("rumus-kepala-kolom") == {("F3", "operand_missing")}


def test_zero_divisor_is_not_verifiable():
    found = declared("6=(5/4)x100", ["0,00", "84,00", "105,00"], ["86,35", "85,49", "99,00"])
    assert found.reasons("rumus-kepala-kolom") == {("F3", "zero_divisor")}


def test_formula_over_a_column_that_is_not_there_says_nothing():
    found = declared("6=(15-4)", ["24,60", "25,50", "0,90"], ["13,05", "12,75", "0,30"])
    assert found.outcomes("rumus-kepala-kolom") == []


def test_a_header_states_one_formula_for_rising_and_falling_indicators():
    found = audited(
        [
            ["Sasaran", "Indikator", "Realisasi", "Target Akhir", "Tingkat Realisasi (3/4)*100"],
            ["1", "2", "3", "4", "5"],
            ["Tani", "Jumlah produksi padi", "35.558", "61.639", "57,69"],
            ["Tani", "Menurunnya luas serangan hama", "85.362", "111.622", "123,53"],
            ["Tani", "Menurunnya kehilangan hasil", "10,21", "10,50", "102,84"],
            ["Tani", "Jumlah aparatur terlatih", "1.140", "1.000", "141,00"],
        ],
        only=["rumus-kepala-kolom"],
    )
    assert found.told() == {("E6", "114,00", "material")}


# Over pairs of columns: K and Rp. under one number.

PAIRS = [
    ["Evaluasi Hasil Renja Tahun 2025"],
    ["No", "Program/Kegiatan", "Target Renja", None, "Triwulan I", None, "Triwulan II", None, "Realisasi Renja", None],
    ["1", "2", "3", None, "4", None, "5", None, "6 = 4 + 5", None],
    [None, None, "K", "Rp.", "K", "Rp.", "K", "Rp.", "K", "Rp."],
]
MERGES = ["C2:D2", "E2:F2", "G2:H2", "I2:J2"]


def of_pairs(*rows):
    body = [[number, f"Kegiatan {number}", *row] for number, row in enumerate(rows, 1)]
    return audited([*PAIRS, *body], MERGES, only=["rumus-kepala-kolom"])


def test_formula_over_a_pair_holds_for_each_half():
    found = of_pairs(
        [4, 90_000_000, 1, 20_000_000, 2, 25_000_000, 3, 45_000_000],
        [8, 70_000_000, 3, 9_000_000, 3, 8_000_000, 6, 17_000_000],
    )
    assert [item.status for item in found.outcomes("rumus-kepala-kolom")] == [Status.PASS] * 4


def test_rupiah_of_a_pair_is_told_from_the_rupiah_of_its_parts():
    found = of_pairs(
        [4, 90_000_000, 1, 20_000_000, 2, 25_000_000, 3, 45_000_000],
        [8, 70_000_000, 3, 9_000_000, 3, 8_000_000, 6, 27_000_000],
        [5, 60_000_000, 2, 11_000_000, 1, 13_000_000, 3, 24_000_000],
    )
    assert found.told() == {("J6", "17000000", "material")}


def test_a_row_that_comes_near_nothing_counts_in_percent_as_the_other_rows_do():
    found = audited(
        [
            ["Program", "Target", "Realisasi", "Tingkat Realisasi (%)"],
            ["1", "2", "3", "4=(3/2)"],
            ["Program Irigasi", "52", "48", "114,29"],
            ["Program Arsip", "61", "55", "90,16"],
            ["Program Benih", "82", "84", "102,44"],
        ],
        only=["rumus-kepala-kolom"],
    )
    assert {(cell, value) for cell, value, _ in found.told()} == {("D3", "92,31")}

"""A column is what its header says of the columns beside it, where two rows or more bear that out."""

from __future__ import annotations

from typing import Any

import pytest

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

RULE = "hitungan-kepala-kolom"


def told(grid: list[list[Any]]) -> set[tuple[str, str, str]]:
    return audited(grid, only=[RULE]).told()


def cases(place: str = "", value: object = None) -> list[list[Any]]:
    """Three rows and their total, a complement and a percentage, with one figure put otherwise."""
    grid: list[list[Any]] = [
        ["Jenis Perkara", "Diputus", "Tepat Waktu", "Tidak Tepat Waktu", "Persentase"],
        ["Pidana", 322, 297, 25, "92,24%"],
        ["Gugatan", 119, 101, 18, "84,87%"],
        ["Permohonan", 207, 205, 2, "99,03%"],
        ["Jumlah", 648, 603, 45, "93,06%"],
    ]
    if place:
        grid[int(place[1:]) - 1]["ABCDE".index(place[0])] = value
    return grid


def test_a_table_of_three_rows_is_tested_in_every_row() -> None:
    outcomes = audited(cases(), only=[RULE]).outcomes(RULE, Status.PASS)
    assert {outcome.cell.address.a1 for outcome in outcomes} == {
        f"{column}{row}" for column in "DE" for row in (2, 3, 4, 5)
    }


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("E2", "29,24%", ("E2", "92,24%", "significant")),
        ("E5", "90,36%", ("E5", "93,06%", "significant")),
        ("D3", 17, ("D3", "18", "significant")),
    ],
)
def test_a_slip_is_told_where_it_is(place: str, value: object, expected: tuple[str, str, str]) -> None:
    assert told(cases(place, value)) == {expected}


def test_a_closing_row_that_tells_a_mean_is_no_finding() -> None:
    assert told(cases("E5", "92,05%")) == set()


def test_a_row_that_is_computed_the_other_way_is_no_finding() -> None:
    assert told(cases("E4", "100,98%")) == set()


def test_one_row_does_not_say_of_which_columns_a_percentage_is() -> None:
    assert told([*cases()[:2], ["Gugatan", 119, 101, 18, "88,47%"]]) == set()


@pytest.mark.parametrize("stated", ["35", "0"])
def test_a_difference_told_without_a_sign_is_no_finding(stated: str) -> None:
    grid = [
        ["Uraian", "Rencana", "Terlaksana", "Belum"],
        ["Sambungan", 1340, 1250, 90],
        ["Kunjungan", 2180, 2215, stated],
        ["Penyuluhan", 1902, 1870, 32],
        ["Pelatihan", 1055, 988, 67],
    ]
    assert told(grid) == set()
    grid[4][1:] = [988, 1055, "-67"]  # here what is beyond the plan has a sign
    assert told(grid) == {("D3", "-35", "significant")}


def test_a_percentage_cut_off_at_a_hundred_is_no_finding() -> None:
    grid = [
        ["Layanan", "Sasaran", "Dilayani", "Persentase"],
        ["Izin", 210, 205, "97,62%"],
        ["Rujukan", 188, 180, "95,74%"],
        ["Pemeriksaan", 175, 182, "100,00%"],
        ["Kunjungan", 222, 219, "98,65%"],
    ]
    assert told(grid) == set()
    grid[3][-1] = "104,50%"
    assert told(grid) == {("D4", "104,00%", "significant")}


def test_what_another_column_takes_away_in_one_row_is_no_finding() -> None:
    grid = [
        ["Kanal", "Masuk", "Selesai", "Ditolak", "Sisa"],
        ["Loket", 418, 392, 0, 26],
        ["Telepon", 365, 327, 0, 38],
        ["Surat", 512, 476, 3, 33],
        ["Pos", 287, 264, 0, 23],
    ]
    assert told(grid) == set()
    grid[3][3] = 0
    assert told(grid) == {("E4", "36", "significant")}


def test_small_counts_of_a_row_make_its_total() -> None:
    grid: list[list[Any]] = [
        ["Bagian", "SMP", "SMA", "S1", "S2", "Jumlah"],
        ["Umum", 1, 6, 9, 1, 17],
        ["Layanan", 0, 5, 11, 3, 19],
        ["Teknis", 0, 0, 4, 7, 11],
        ["Keamanan", 8, 6, 0, 0, 41],
    ]
    assert told(grid) == set()  # far off, and no slip of one figure
    grid[4][-1] = 15
    assert told(grid) == {("F5", "14", "significant")}


def test_a_column_whose_role_has_a_rule_is_left_to_it() -> None:
    grid = [
        ["No", "Program", "Pagu", "Realisasi Anggaran", "Serapan (%)"],
        [1, "Program Layanan", 2_000_000_000, 1_900_000_000, "95,00"],
        [2, "Program Penunjang", 3_000_000_000, 2_700_000_000, "90,00"],
    ]
    assert audited(grid, only=[RULE]).outcomes(RULE) == []


def test_a_weighted_value_is_the_product_of_value_and_weight() -> None:
    grid = [
        ["Unsur", "NRR", "Bobot", "NRR Tertimbang"],
        ["Persyaratan", "3,41", "0,1111", "0,3789"],
        ["Prosedur", "3,38", "0,1111", "0,3755"],
        ["Waktu", "3,12", "0,1111", "0,3466"],
    ]
    assert told(grid) == set()
    grid[2][3] = "0,3575"
    assert told(grid) == {("D3", "0,3755", "significant")}


def test_points_between_two_percentages_are_their_difference() -> None:
    grid: list[list[Any]] = [
        ["Paket", "Rencana (%)", "Realisasi (%)", "Deviasi (%)"],
        ["Jembatan", "95,00", "92,40", "-2,60"],
        ["Jalan", "88,00", "90,15", "2,51"],
        ["Drainase", "100,00", "97,60", "-2,40"],
        ["Trotoar", "76,50", "79,85", "3,35"],
    ]
    assert told(grid) == {("D3", "2,15", "significant")}


def test_what_a_role_names_otherwise_is_tested_by_what_its_header_says() -> None:
    """Absorption of a contract is of the contract, though the table has a pagu as well."""
    grid: list[list[Any]] = [
        ["Paket", "Pagu (Rp)", "Nilai Kontrak (Rp)", "Realisasi Keuangan (Rp)", "Penyerapan (%)"],
        ["Jembatan", 2_980_000_000, 2_871_450_500, 2_584_305_450, "90,00"],
        ["Jalan", 1_640_000_000, 1_588_900_000, 1_351_565_000, "85,60"],
        ["Drainase", 1_215_500_000, 1_190_044_750, 1_130_542_512, "95,00"],
        ["Trotoar", 875_000_000, 846_215_000, 701_315_000, "82,88"],
        ["Taman", 640_000_000, 611_480_000, 498_115_000, "81,46"],
    ]
    assert told(grid) == {("E3", "85,06", "significant")}


def test_a_role_that_names_it_so_is_tested_by_its_own_rule() -> None:
    grid: list[list[Any]] = [
        ["Indikator", "Target", "Realisasi", "Capaian (%)"],
        ["Satu", "90,00", "85,50", "95,00"],
        ["Dua", "75,00", "78,30", "104,40"],
        ["Tiga", "60,00", "55,20", "92,00"],
    ]
    assert audited(grid, only=[RULE]).outcomes(RULE) == []


def test_a_percentage_of_two_columns_together_is_tested() -> None:
    grid: list[list[Any]] = [
        ["Kecamatan", "Panjang (km)", "Baik (km)", "Sedang (km)", "Rusak (km)", "Kemantapan (%)"],
        ["Rantau", "112,70", "84,35", "12,70", "15,65", "86,11"],
        ["Muara", "105,60", "61,20", "18,44", "25,96", "75,42"],
        ["Batu", "130,86", "97,82", "21,30", "11,74", "90,13"],
        ["Sungai", "86,10", "45,60", "9,25", "31,25", "63,70"],
    ]
    assert told(grid) == {("F4", "91,03", "significant")}


def test_a_percentage_of_amounts_told_in_billions_is_no_finding_within_their_rounding() -> None:
    """Realization in billions with two decimals: 32,82 of 41,17 is 79,72%, and of the rupiah behind them 79,73%."""
    grid = [
        ["Uraian", "Anggaran", "Realisasi", "Persentase"],
        ["Belanja Pegawai", "1174,41", "1107,84", "94,33"],
        ["Belanja Barang", "876,63", "931,05", "106,21"],
        ["Belanja Hibah", "195,31", "156,85", "80,31"],
        ["Belanja Modal", "500,60", "376,07", "75,12"],
        ["Pajak Daerah", "420,51", "393,59", "93,60"],
        ["Retribusi Daerah", "36,79", "30,09", "81,79"],
        ["Bantuan Sosial", "41,17", "32,82", "79,73"],
        ["Belanja Lainnya", "902,24", "858,80", "95,18"],
    ]
    assert told(grid) == set()
    grid[7][-1] = "97,72"
    assert told(grid) == {("D8", "79,72", "significant")}


def growth(place: str = "", value: object = None) -> list[list[Any]]:
    """Seven rows of two years and the change between them, of figures too short for a slip to tell."""
    grid: list[list[Any]] = [
        ["Uraian", "2024", "2025", "Pertumbuhan (%)"],
        ["Layanan A", "93,0", "94,4", "1,5"],
        ["Layanan B", "89,4", "90,1", "0,8"],
        ["Layanan C", "136", "139", "2,2"],
        ["Layanan D", "78,9", "81,6", "3,4"],
        ["Layanan E", "48", "53", "10,4"],
        ["Layanan F", "80,7", "81,3", "0,7"],
        ["Layanan G", "91,2", "92,5", "1,4"],
    ]
    if place:
        grid[int(place[1:]) - 1]["ABCD".index(place[0])] = value
    return grid


@pytest.mark.parametrize(
    ("place", "value", "told_at"), [("D3", "0,4", "D3"), ("B7", "70,8", "D7"), ("D5", "4,3", "D5")]
)
def test_of_many_rows_that_bear_it_out_one_that_departs_is_told_though_no_slip_explains(
    place: str, value: str, told_at: str
) -> None:
    assert told(growth()) == set()
    assert {cell for cell, _, _ in told(growth(place, value))} == {told_at}


def test_of_many_rows_one_with_another_sign_is_not_held_against_them() -> None:
    assert told(growth("D3", "-0,8")) == set()


def quarters(place: str = "", value: object = None) -> list[list[Any]]:
    """Four quarters with target, realisasi and percentage each: few rows, and every column alike."""
    grid: list[list[Any]] = [
        ["Uraian", "TW I", None, None, "TW II", None, None, "TW III", None, None],
        [None, *["T", "R", "%"] * 3],
        ["Sarana", 30, 28, "93,33", 70, 68, "97,14", 110, 104, "94,55"],
        ["Berkas", 12, 13, "108,33", 25, 24, "96,00", 40, 41, "102,50"],
        ["Sidang", 8, 7, "87,50", 16, 15, "93,75", 24, 23, "95,83"],
    ]
    if place:
        grid[int(place[1:]) - 1]["ABCDEFGHIJ".index(place[0])] = value
    return grid


@pytest.mark.parametrize(("place", "value"), [("D3", "93,93"), ("C4", 14), ("F5", 13), ("J5", "85,83")])
def test_columns_that_are_made_alike_speak_for_each_other(place: str, value: object) -> None:
    column = {"B": "D", "C": "D", "D": "D", "E": "G", "F": "G", "G": "G"}.get(place[0], "J")
    assert told(quarters()) == set()
    assert {cell for cell, _, _ in told(quarters(place, value))} == {f"{column}{place[1:]}"}


@pytest.mark.parametrize(("place", "value"), [("D4", "91,67"), ("D4", "100,00"), ("D4", "92,31")])
def test_columns_made_alike_accuse_no_row_that_is_turned_round_or_bounded(place: str, value: str) -> None:
    assert told(quarters(place, value)) == set()


def staff(place: str = "", value: object = None) -> list[list[Any]]:
    """Men and women of one degree, and two further columns that no role tells."""
    grid: list[list[Any]] = [
        ["Jabatan", "Perempuan S1", "Laki-laki S1", "S2", "S3", "Jumlah"],
        ["Pengawas", 21, 34, 11, 2, 68],
        ["Analis", 6, 5, 0, 0, 11],
        ["Tata usaha", 9, 7, 2, 0, 18],
        ["Peneliti", 4, 8, 6, 3, 21],
    ]
    if place:
        grid[int(place[1:]) - 1]["ABCDEF".index(place[0])] = value
    return grid


@pytest.mark.parametrize(("place", "value"), [("D2", 14), ("B4", 6), ("F5", 12)])
def test_a_total_is_of_all_columns_where_those_of_its_role_are_not_all(place: str, value: object) -> None:
    assert told(staff()) == set()
    assert {cell for cell, _, _ in told(staff(place, value))} == {f"F{place[1:]}"}


def weighted(place: str = "", value: object = None) -> list[list[Any]]:
    """Scores with weights in percent, and what they come to."""
    grid: list[list[Any]] = [
        ["Aspek", "Bobot (%)", "Nilai", "Nilai Akhir"],
        ["Revisi anggaran", 10, 100, 10],
        ["Deviasi rencana", 15, "88,42", "13,26"],
        ["Penyerapan", 20, "96,73", "19,35"],
        ["Tagihan", 10, "99,80", "9,98"],
        ["Keluaran", 45, "97,15", "43,72"],
    ]
    if place:
        grid[int(place[1:]) - 1]["ABCD".index(place[0])] = value
    return grid


@pytest.mark.parametrize(("place", "value"), [("D3", "12,36"), ("C5", "98,90"), ("D6", "43,27")])
def test_a_score_is_its_weight_in_percent_of_what_was_reached(place: str, value: object) -> None:
    assert told(weighted()) == set()
    assert {cell for cell, _, _ in told(weighted(place, value))} == {f"D{place[1:]}"}


def test_a_weight_beside_scores_that_are_no_product_says_nothing() -> None:
    grid = weighted()
    for row, other in zip(grid[1:], ("8,00", "12,75", "17,90", "9,10", "40,05"), strict=True):
        row[3] = other
    assert told(grid) == set()


def test_a_weight_with_a_sign_of_percent_and_a_score_without_make_a_product() -> None:
    grid: list[list[Any]] = [
        ["Unsur", "Bobot", "Skor", "Skor Tertimbang"],
        ["Lingkungan", "30%", "3,25", "0,975"],
        ["Risiko", "20%", "2,88", "0,576"],
        ["Kegiatan", "25%", "3,10", "0,775"],
        ["Informasi", "10%", "3,50", "0,350"],
    ]
    assert told(grid) == set()
    grid[1][3] = "0,957"
    assert {cell for cell, _, _ in told(grid)} == {"D2"}


def stages(place: str = "", value: object = None) -> list[list[Any]]:
    """Four stages with their mean, and complaints told by what became of them, their total first."""
    grid: list[list[Any]] = [
        [
            "Kecamatan",
            "Tahap I",
            "Tahap II",
            "Tahap III",
            "Tahap IV",
            "Rata-rata",
            "Jumlah Keluhan",
            "Selesai",
            "Proses",
        ],
        ["Ulu", 412, 405, 398, 401, "404,00", 41, 33, 8],
        ["Seberang", 587, 580, 592, 588, "586,75", 28, 25, 3],
        ["Pauh", 298, 301, 297, 290, "296,50", 57, 38, 19],
        ["Muara", 733, 729, 731, 735, "732,00", 19, 18, 1],
    ]
    if place:
        grid[int(place[1:]) - 1]["ABCDEFGHI".index(place[0])] = value
    return grid


@pytest.mark.parametrize(
    ("place", "value", "told_at"), [("F3", "568,75", "F3"), ("C4", 310, "F4"), ("G4", 75, "G4"), ("I2", 6, "G2")]
)
def test_a_mean_of_columns_and_a_total_before_its_parts_are_held_to_them(
    place: str, value: object, told_at: str
) -> None:
    assert told(stages()) == set()
    assert {cell for cell, _, _ in told(stages(place, value))} == {told_at}


def test_a_number_of_something_beside_figures_that_it_is_not_of_is_no_total() -> None:
    grid: list[list[Any]] = [
        ["Kecamatan", "Jumlah Sekolah", "Guru", "Siswa"],
        ["Ulu", 12, 214, 2_918],
        ["Seberang", 9, 158, 2_204],
        ["Pauh", 21, 377, 5_112],
    ]
    assert told(grid) == set()

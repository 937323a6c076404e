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

"""The rows of a total are the same for all columns: what most of them add, the others add as well."""

from __future__ import annotations

from typing import Any

from lkjip_audit.relations import closed_alike, column_sum
from tests.relations.audited import audited

TOTALS = ("jumlah-kolom", "jumlah-kolom-lain")


def _accounts(**other: int) -> list[list[Any]]:
    """A budget of two parts, the second of one account alone, which no code and no number tells apart."""
    rows: list[list[Any]] = [
        ["Bagian Umum", 8_724_320_000, 143_075_000, 8_867_395_000],
        ["Belanja Pegawai", 6_412_870_000, 187_300_000, 6_600_170_000],
        ["Belanja Barang", 1_986_450_000, -84_225_000, 1_902_225_000],
        ["Belanja Modal", 325_000_000, 40_000_000, 365_000_000],
        ["Bagian Khusus", 148_760_000, 12_500_000, 161_260_000],
        ["Belanja Barang", 148_760_000, 12_500_000, 161_260_000],
        ["JUMLAH", 8_873_080_000, 155_575_000, 9_028_655_000],
    ]
    for place, value in other.items():
        rows[int(place[1:]) - 2]["ABCD".index(place[0])] = value
    return [["Uraian", "Pagu Awal", "Revisi", "Pagu Akhir"], *rows]


def test_a_part_of_one_account_is_added_once() -> None:
    assert audited(_accounts(), only=TOTALS).findings() == []


def test_a_slip_in_a_part_is_told_of_the_rows_that_the_other_columns_add() -> None:
    assert audited(_accounts(B2=8_723_420_000), only=TOTALS).told() == {("B8", "8872180000", "material")}


def test_a_slip_in_what_no_total_adds_is_not_told_of_the_total() -> None:
    assert audited(_accounts(B4=1_986_540_000), only=TOTALS).findings() == []


def _cases(**other: int) -> list[list[Any]]:
    rows: list[list[Any]] = [
        ["Jenis Perkara", "Masuk", "Putus", "Dicabut"],
        ["Gugatan", 318, 301, 12],
        ["Permohonan", 1_247, 1_239, 6],
        ["Praperadilan", 27, 25, 1],
        ["Jumlah", 1_592, 1_565, 19],
    ]
    for place, value in other.items():
        rows[int(place[1:]) - 1]["ABCD".index(place[0])] = value
    return rows


def test_a_slip_far_off_is_told_where_the_columns_beside_add_up() -> None:
    assert audited(_cases(B5=7_592), only=TOTALS).told() == {("B5", "1592", "significant")}


def test_a_figure_of_another_kind_under_a_column_is_no_slip() -> None:
    assert audited(_cases(B5=84), only=TOTALS).findings() == []


def test_totals_that_nothing_makes_are_looked_at_once_a_column(monkeypatch):
    columns, asked = 20, []
    for module in (closed_alike, column_sum):
        if hasattr(module, "scopes_of"):
            told = module.scopes_of
            monkeypatch.setattr(module, "scopes_of", lambda *place, told=told: asked.append(place) or told(*place))
    header = ["No", "Uraian", *(f"Data {number}" for number in range(columns))]
    rows = [[row, f"Hal {row}", *(row * 17 + number * 31 for number in range(columns))] for row in range(1, 8)]
    audited([header, *rows, [None, "Jumlah", *(901 + number for number in range(columns))]], only=["jumlah-kolom-lain"])
    assert columns <= len(asked) <= 3 * columns

"""Percentages of people, beyond the examples in the rules' own files."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkjip_audit.figures.rounding import format_indonesian, round_half_up
from tests.relations.audited import audited

SCHOOLING = [
    ["Pegawai Berdasarkan Pendidikan", None, None, None],
    ["Pendidikan", "Laki-laki", "Perempuan", "Jumlah"],
    ["SLTA", 1, 4, 5],
    ["D.III", 1, 6, 7],
    ["S.1", 9, 10, 19],
    ["S.2", 3, 1, 4],
    ["Jumlah", 14, 21, 35],
]


@pytest.mark.parametrize(
    "sentence",
    [
        "Pegawai berijazah strata 1 sebesar 54,29% diikuti Diploma III sebanyak 20% SLTA sebanyak 14,29%",
        "Adapun komposisi gender 40% laki-laki dan 60% perempuan di lingkungan badan.",
        "Realisasi anggaran pegawai sebesar 95,96% dari pagu yang tersedia pada tahun ini.",
        "Pegawai berpendidikan D.IV/S.1 sebesar 61,00% menurut catatan lain di kabupaten.",
        "Capaian kinerja sebesar 583,03% didukung oleh pegawai yang kompeten di bidangnya.",
    ],
)
def test_what_holds_or_speaks_of_something_else_is_no_finding(sentence):
    assert audited([*SCHOOLING, [sentence]], only=["persen-pegawai", "persen-mungkin"]).findings() == []


def test_words_of_one_group_take_its_row():
    found = audited([*SCHOOLING, ["Kualifikasi didominasi oleh S1 sebesar 57,14% dan S2 sebanyak 8,57%."]])
    assert found.told("persen-pegawai") == {("A8", "54,29%", "minor"), ("A8", "11,43%", "minor")}


def test_the_total_may_stand_where_the_same_count_is_told():
    grid = [
        ["Jumlah ASN tahun ini 3008 orang, dan sejumlah 208 orang atau sebesar 6,9% belum mengikuti diklat."],
        ["Sejumlah 208 orang atau sebesar 6,9% belum mengikuti pengembangan kompetensi sama sekali."],
    ]
    found = audited(grid, only=["persen-pegawai"])
    assert [str(item.status) for item in found.outcomes("persen-pegawai")] == ["pass", "pass"]


@given(whole=st.integers(1, 3000), share=st.integers(0, 3000), decimals=st.integers(0, 2))
def test_the_percentage_of_any_count_is_possible_for_it(whole, share, decimals):
    part = min(share, whole)
    stated = format_indonesian(round_half_up(Decimal(part) / whole * 100, decimals), decimals)
    people = format_indonesian(Decimal(whole), 0)
    text = f"Dari {people} orang pegawai, {stated}% berpendidikan S1 dan sisanya lain."
    assert audited([[text]], only=["persen-mungkin"]).findings() == []


def test_percentage_of_an_indicator_that_names_people_is_none_of_their_number():
    grid = [
        ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"],
        [1, "Tingkat kepuasan anggota DPRD", "Persen", "88,00", "89,15", "101,31"],
        [2, "Persentase rapat terlayani", "Persen", "90,00", "90,00", "100,00"],
        ["Indikator Tingkat kepuasan anggota DPRD terealisasi sebesar 89,15 persen dari target 88,00 persen."],
        [None],
        ["Anggota DPRD Menurut Jenis Kelamin"],
        ["No", "Jabatan", "Laki-laki", "Perempuan", "Jumlah"],
        [1, "Pimpinan DPRD", 2, 1, 3],
        [2, "Anggota DPRD", 24, 8, 32],
        [None, "Jumlah", 26, 9, 35],
    ]
    assert audited(grid, only=["persen-pegawai"]).findings() == []

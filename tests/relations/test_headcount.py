"""Headcounts, beyond the examples in the rules' own files."""

import pytest

from lkjip_audit.relations.people.tables import group_of, is_contract
from tests.relations.audited import audited

POSITIONS = [
    ["Pegawai Berdasarkan Jabatan", None, None, None],
    ["Jabatan", "Laki-laki", "Perempuan", "Jumlah"],
    ["Pejabat Struktural", 3, 3, 6],
    ["Pelaksana", 5, 6, 11],
    ["Jumlah", 8, 9, 17],
]


@pytest.mark.parametrize(
    ("label", "group"),
    [
        ("JFT", "fungsional tertentu"),
        ("Pejabat Fungsional Khusus", "fungsional tertentu"),
        ("Non Struktural", "fungsional umum"),
        ("Jabatan Pelaksana", "fungsional umum"),
        ("Pejabat Struktural", "struktural"),
        ("Pejabat Fungsional", "pejabat fungsional"),
        ("Pustakawan", "pustakawan"),
    ],
)
def test_groups_are_known_by_all_their_names_and_no_more(label, group):
    assert group_of(label) == group


def test_contract_staff_are_known():
    assert is_contract("Tenaga Kontrak")
    assert is_contract("PTT")
    assert not is_contract("Pelaksana")


@pytest.mark.parametrize(
    "sentence",
    [
        "Pegawai yang menduduki Jabatan Fungsional Umum sejumlah 16 orang pada akhir tahun.",
        "Pegawai ASN pada dinas ini berjumlah 15 orang dan selebihnya tenaga kontrak.",
        "Peserta pelatihan berjumlah 18 orang dari berbagai perangkat daerah di kota ini.",
        "Dari 18 orang peserta, sebanyak 12 orang berasal dari dinas ini.",
    ],
)
def test_a_count_of_some_people_is_not_held_to_all(sentence):
    assert audited({"A": POSITIONS, "B": [[sentence]]}, only=["pegawai-total"]).findings() == []


def test_tables_of_two_years_are_not_compared():
    def table(year, men):
        return [
            [f"Pegawai Berdasarkan Jabatan Tahun {year}", None, None, None],
            ["Jabatan", "Laki-laki", "Perempuan", "Jumlah"],
            ["Pelaksana", men, 6, men + 6],
            ["Pengawas", 1, 1, 2],
            ["Jumlah", men + 1, 7, men + 8],
        ]

    found = audited({"A": table(2022, 5), "B": table(2023, 6)}, only=["pegawai-total", "pegawai-kelompok"])
    assert found.findings() == []


def test_a_table_by_class_of_rank_may_leave_out_those_who_have_none():
    ranks = [
        ["Pegawai Berdasarkan Pangkat dan Golongan", None, None, None, None, None],
        ["No", "Pangkat", "Golongan", "L", "P", "Total"],
        [1, "Pembina", "IV/a", 4, 4, 8],
        [2, "Penata", "III/c", 4, 4, 8],
        [None, "Jumlah", None, 8, 8, 16],
    ]
    found = audited({"A": POSITIONS, "B": ranks}, only=["pegawai-total"])
    assert found.findings() == []
    assert ("F5", "other_people") in found.reasons("pegawai-total")

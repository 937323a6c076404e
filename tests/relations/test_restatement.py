"""Totals of several tables: one fact where they total the same, several where they do not."""

from __future__ import annotations

import pytest

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

HEADER = ["No", "Program", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"]


def sheet(title, rows, total):
    body = [[at, name, pagu, spent, share] for at, (name, pagu, spent, share) in enumerate(rows, 1)]
    return [[title], HEADER, *body, [None, "Jumlah", *total]]


ONE = [
    ("Penataan arsip", "501.608.827", "379.162.387", "75,59"),
    ("Perpustakaan", "412.310.000", "401.200.600", "97,31"),
]
OTHER = [
    ("Jalan lingkungan", "670.529.631", "607.424.020", "90,59"),
    ("Irigasi", "893.733.000", "742.100.900", "83,03"),
]


def accused(first, second):
    found = audited({"Lampiran 1": first, "Lampiran 2": second})
    return found.outcomes("fakta-anggaran-antar-tabel", Status.FINDING)


def test_rates_that_come_near_are_not_held_to_each_other_where_the_amounts_total_something_else():
    first = sheet("Anggaran Bidang Arsip", ONE, ["913.918.827", "780.362.987", "85,39"])
    second = sheet("Anggaran Bidang Jalan", OTHER, ["1.564.262.631", "1.349.524.920", "86,27"])
    assert not accused(first, second)


def test_rates_of_one_total_are_held_to_each_other():
    first = sheet("Realisasi Anggaran", ONE, ["913.918.827", "780.362.987", "85,39"])
    short = [[*row[:3], row[4]] if len(row) == len(HEADER) else row for row in first]
    changed = [*short[:-1], [None, "Jumlah", "913.918.827", "85,93"]]
    assert len(accused(first, changed)) == 1


def fisheries(sentence, unit="Ton", **slip):
    """A table of targets with units of their own, one of years, and a sentence that tells the same figures."""
    value = {"target": "18.450", "result": "19.127", "before": "18.066", **slip}
    first = [
        ["Capaian Kinerja Tahun 2024"],
        ["No", "Indikator Kinerja", "Satuan", "Target 2024", "Realisasi 2024"],
        [1, "Produksi perikanan tangkap", unit, value["target"], value["result"]],
        [2, "Nilai tukar nelayan", "Indeks", "104,50", "103,18"],
        [3, "Nilai SAKIP", "Nilai", "72,00", "70,35"],
    ]
    second = [
        ["Perbandingan Realisasi Kinerja"],
        ["No", "Indikator Kinerja", "Satuan", "Realisasi 2022", "Realisasi 2023"],
        [1, "Produksi perikanan tangkap", unit, "17.204", value["before"]],
        [2, "Nilai tukar nelayan", "Indeks", "101,22", "102,76"],
        [3, "Nilai SAKIP", "Nilai", "66,10", "68,42"],
    ]
    rules = ["fakta-kinerja-narasi", "fakta-kinerja-antar-tabel", "perubahan-antar-tahun"]
    found = audited({"Tabel 1": first, "Tabel 2": second, "Narasi": [["Uraian"], [sentence]]}, only=rules).findings()
    return {(item.cell.address.sheet, item.cell.address.a1, item.stated) for item in found}


CATCH = (
    "Produksi perikanan tangkap tahun 2024 mencapai {result} ton dari target {target} ton, "
    "naik 5,87 persen dibanding tahun 2023 sebesar {before} ton."
)


@pytest.mark.parametrize(("name", "wrong"), [("result", "19.217"), ("target", "18.540"), ("before", "18.606")])
def test_figure_in_a_sentence_is_held_to_the_table_that_has_its_unit_in_a_column(name, wrong):
    right = {"result": "19.127", "target": "18.450", "before": "18.066"}
    assert fisheries(CATCH.format(**right)) == set()
    assert ("Narasi", "A2", f"{wrong} ton") in fisheries(CATCH.format(**{**right, name: wrong}))


def test_figure_that_counts_in_another_unit_than_its_table_is_held_to_nothing():
    right = {"result": "19.127", "target": "18.450", "before": "18.066"}
    assert fisheries(CATCH.format(**{**right, "result": "19.217"}), unit="Kuintal") == set()


def test_only_cell_of_a_fact_is_told_where_the_sentence_has_more_for_it():
    right = {"result": "19.127", "target": "18.450", "before": "18.066"}
    assert fisheries(CATCH.format(**right), before="10.866") == {("Tabel 2", "E3", "10.866")}


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("Nilai SAKIP pada tahun 2024 sebesar {}, lebih baik dari daerah sekitar.", "70,53"),
        ("Nilai SAKIP tahun 2024 tercatat {}.", "71,35"),
        ("Nilai SAKIP tahun 2024 adalah {} dengan predikat BB.", "70,85"),
        ("Nilai SAKIP berhasil ditingkatkan menjadi {} pada tahun 2024.", "70,53"),
        ("Target Nilai SAKIP sebesar 72,00 dapat dipenuhi sebesar {}.", "79,35"),
        ("Nilai SAKIP mencapai {} atau 97,71% dari target 72,00.", "70,53"),
    ],
)
def test_result_that_a_sentence_only_leads_to_is_held_to_the_figure_that_a_slip_leads_from(sentence, wrong):
    assert fisheries(sentence.format("70,35")) == set()
    assert fisheries(sentence.format(wrong)) == {("Narasi", "A2", wrong)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Nilai SAKIP rekan kami sebesar 70,53.",
        "Nilai SAKIP tahun 2022 sebesar 66,01.",
        "Nilai SAKIP tahun 2024 sebesar 81,27 di tingkat provinsi.",
        "Nilai SAKIP dari 68,42 pada tahun 2023 menjadi 70,35 pada tahun 2024.",
    ],
)
def test_figure_that_a_sentence_only_leads_to_is_otherwise_held_to_nothing(sentence):
    found = {stated for _, _, stated in fisheries(sentence)}
    assert found <= {"66,01"}, found


def test_year_right_behind_a_figure_is_its_own():
    right = "Nilai SAKIP meningkat menjadi 70,35 dari {} pada tahun 2023."
    assert fisheries(right.format("68,42")) == set()
    assert fisheries(right.format("64,82")) == {("Narasi", "A2", "64,82")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Nilai SAKIP komponen perencanaan tahun 2024 sebesar 70,53.",
        "Nilai SAKIP Dinas Perikanan tahun 2024 adalah 70,53.",
        "Nilai SAKIP nasional tahun 2024 tercatat 71,35.",
        "Nilai SAKIP pada akhir Maret 2024 sebesar 70,53.",
        "Realisasi Nilai SAKIP sampai dengan triwulan II tahun 2024 sebesar 45,10.",
        "Nilai SAKIP melampaui target sebesar 1,15 pada tahun 2024.",
        "Nilai SAKIP laki-laki 73,05 dan perempuan 68,35 pada tahun 2024.",
    ],
)
def test_figure_of_a_part_of_another_or_of_some_months_is_not_the_years(sentence):
    assert fisheries(sentence) == set()


def of_works(*works):
    """A sheet that tells one account of each of some works; the codes have no header."""
    rows = [[None, "Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "Persen"]]
    for number, (name, budget, spent) in enumerate(works, 1):
        figures = [budget, spent, round(spent / budget * 100, 2)]
        rows.append([None, name, *figures])
        rows.append(["5.1.02", "Belanja Barang dan Jasa", *figures])
        rows.append([f"5.1.02.0{number}", f"Belanja Ragam {number}", *figures])
    return rows


def test_one_account_of_two_works_is_told_in_two_sheets_without_being_one_fact():
    sheets = {
        "Lembar A": of_works(("Pengelolaan Pasar", 52_400_000, 31_250_000), ("Tera Ulang", 18_150_000, 9_075_000)),
        "Lembar B": of_works(("Pembinaan Usaha", 75_300_000, 60_240_000), ("Promosi", 33_200_000, 31_540_000)),
        "Lembar C": of_works(("Pembinaan Usaha", 75_300_000, 60_240_000), ("Promosi", 33_200_000, 31_540_000)),
    }
    assert not audited(sheets, only=["fakta-anggaran-antar-tabel"]).findings()

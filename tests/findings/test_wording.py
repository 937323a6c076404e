"""Sentences name what a reader looks for: the total as such, every term of a long sum, the indicator of a label."""

from __future__ import annotations

import pytest

from lkjip_audit.result import AuditResult, Finding, Standing
from tests.followup.grids import audited

pytestmark = pytest.mark.slow

BUDGET = [
    ["Realisasi Anggaran Tahun 2023 per Sasaran"],
    ["No.", "Sasaran", "Pagu Anggaran (Rp)", "Realisasi Anggaran (Rp)", "Serapan (%)"],
    [1, "Meningkatnya penerapan sistem merit", "2.688.593.227", "2.556.123.400", "95,07"],
    [2, "Meningkatnya kompetensi ASN", "2.411.008.974", "2.102.158.724", "87,19"],
    [None, "Jumlah", "5.099.602.201", "4.658.282.124", "91,35"],
    [],
    ["Jumlah pagu anggaran seluruh sasaran sebesar Rp. 5.099.206.201 dan terealisasi Rp. 4.658.282.124 atau 91,35%."],
]
EFFICIENCY = [
    ["Tingkat efisiensi = capaian kinerja / rasio ekonomi. Rasio > 1 berarti efisien, < 1 berarti tidak efisien."],
    [],
    ["Sasaran", "Indikator Sasaran", "Capaian Kinerja (%)", "Capaian Anggaran (%)", "Tingkat Efisiensi"],
    ["Meningkatnya keluarga sehat", "Indeks keluarga sehat", "100,56%", "95,07%", "1,06"],
    ["Meningkatnya akuntabilitas kinerja", "Nilai SAKIP", "99,00%", "99,98%", "0,99"],
    [],
    ["Tingkat efisiensi Indeks keluarga sehat sebesar 1,06 sehingga tidak efisien."],
]


def offices(many: int, total: int) -> list[list[object]]:
    """A table of as many offices with one person each, and what it calls their sum."""
    rows: list[list[object]] = [[number, f"Bidang {number:02}", 1] for number in range(1, many + 1)]
    return [["Jumlah Pegawai Tahun 2023"], ["No", "Unit Kerja", "Jumlah Pegawai"], *rows, [None, "Jumlah", total]]


def the_one(result: AuditResult, rule: str) -> Finding:
    (found,) = (item for item in result.findings if item.rule == rule)
    return found


def test_a_total_is_called_the_whole_and_no_subject_of_its_own():
    told = the_one(audited(Keuangan=BUDGET), "fakta-anggaran-narasi").message
    assert told.startswith("Pagu seluruhnya di sel ini tertulis Rp. 5.099.206.201, sedangkan di tabel ")
    assert "Pagu Jumlah" not in told


def test_every_term_of_a_sum_that_is_shortened_is_listed_with_its_cell():
    told = the_one(audited(Pegawai=offices(8, 9)), "jumlah-kolom").message
    assert "1 + 1 + … (8 suku)" in told
    assert "Suku-sukunya: 1 (C3), 1 (C4), 1 (C5), 1 (C6), 1 (C7), 1 (C8), 1 (C9), 1 (C10)." in told


def test_of_a_very_long_sum_the_cells_are_told():
    told = the_one(audited(Pegawai=offices(40, 41)), "jumlah-kolom").message
    assert "Suku-sukunya ada di Pegawai!C3:C42." in told


def test_a_short_sum_is_not_listed_twice():
    assert "Suku-sukunya" not in the_one(audited(Pegawai=offices(3, 4)), "jumlah-kolom").message


def test_a_label_in_a_sentence_is_told_of_its_indicator():
    told = the_one(audited(Efisiensi=EFFICIENCY), "label-efisiensi").message
    assert told.startswith('Indeks keluarga sehat disebut "tidak efisien", sedangkan tingkat efisiensinya 1,06 ')


def test_of_a_tie_nothing_is_told_of_one_figure_but_as_a_case():
    (cause,) = audited(Pegawai=offices(3, 4)).causes
    assert cause.is_tie
    whichever, *cases = cause.evidence[1:]
    assert whichever == "jika salah satunya dibetulkan, 1 perhitungan yang semula tidak cocok menjadi cocok"
    assert all(said.startswith("bila yang keliru Pegawai!") for said in cases)
    assert not cause.changes or cause.changes.startswith("Bila yang keliru Pegawai!")


AGREED = [
    ["PERJANJIAN KINERJA TAHUN 2024"],
    ["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target 2024"],
    [1, "Meningkatnya produksi", "Produksi tangkap", "ton", "18.540"],
    [2, "Meningkatnya akuntabilitas", "Nilai SAKIP Dinas", "nilai", "78,50"],
]


def reported(capaian: str) -> AuditResult:
    """A report that states another target than the agreement, and this capaian."""
    rows = [
        ["Tabel 3.1 Capaian Kinerja Tahun 2024"],
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)"],
        [1, "Meningkatnya produksi", "Produksi tangkap", "ton", "18.540", "19.217", "103,65"],
        [2, "Meningkatnya akuntabilitas", "Nilai SAKIP Dinas", "nilai", "75,80", "76,20", capaian],
    ]
    return audited(PK=AGREED, Capaian=rows)


def test_where_a_cause_is_known_no_finding_says_that_nothing_decides():
    undecided = "Tidak ada bukti lain"
    known = reported("97,07")
    assert [cause.address.a1 for cause in known.causes] == ["E4"]
    assert not any(undecided in item.message for item in known.findings)


def test_a_budget_that_names_nothing_is_told_as_the_whole():
    total = ["Total anggaran dinas tahun 2023 sebesar Rp5.099.206.201 dengan realisasi Rp4.658.282.124 (91,35%)."]
    told = the_one(audited(Keuangan=BUDGET[:5], Penutup=[total]), "fakta-anggaran-narasi").message
    assert told.startswith("Pagu seluruhnya di sel ini tertulis Rp5.099.206.201")


def test_the_sum_of_one_figure_is_told_by_its_cell():
    rows = [
        ["Kode", "Program", "Anggaran (Rp)"],
        ["3.25.03", "Program Tangkap", "6.250.000.000"],
        ["3.25.03.2.01", "Kegiatan Tangkap", "6.520.000.000"],
    ]
    told = the_one(audited(Kegiatan=rows), "rollup-kode").message
    assert "berjumlah 6.520.000.000 (C3)." in told


def test_a_right_figure_beside_a_wrong_one_in_its_cell_is_told_apart_from_it():
    total = ["Total anggaran dinas tahun 2023 sebesar Rp5.099.206.201 dengan realisasi Rp4.658.282.124 (91,35%)."]
    result = audited(Keuangan=BUDGET[:5], Penutup=[total])
    told = [item.message for item in result.findings if item.standing is Standing.RIGHT]
    assert all("Angka ini tetap: yang keliru Rp5.099.206.201 di sel yang sama (C01)" in said for said in told)


def test_another_name_of_a_code_is_told_with_its_cell():
    rows = [
        ["Kode", "Kegiatan", "Anggaran (Rp)"],
        ["3.25.03.2.01.0001", "Penyediaan Data Nelayan Kecil", "150.000.000"],
        ["3.25.03.2.01.0001", "Pengadaan Kapal Patroli Laut", "250.000.000"],
    ]
    told = the_one(audited(Kegiatan=rows), "kode-dua-nama").message
    assert told.endswith('di Kegiatan!A2 "Penyediaan Data Nelayan Kecil".')

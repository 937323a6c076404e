"""Names, units, signs, ranks and repetitions, beyond the examples in the rules' own files."""

import pytest

from lkjip_audit.relations.wording.ranks import rank_of
from tests.relations.audited import audited

TITLE = ["Pegawai Berdasarkan Pangkat dan Golongan", None, None, None, None, None]
STAFF = ["No", "Pangkat", "Golongan", "L", "P", "Total"]


@pytest.mark.parametrize(("klass", "rank"), rank_of().items(), ids=list(rank_of()))
def test_every_rank_fits_its_own_class_and_no_other(klass, rank):
    assert audited([[f"{rank} ({klass})"]], only=["pangkat-golongan"]).findings() == []
    other = "Penata Muda" if rank != "Penata Muda" else "Penata"
    assert audited([[f"{other}, {klass}"]], only=["pangkat-golongan"]).told() == {("A1", rank, "minor")}


def test_the_class_of_a_rank_in_the_cell_beside_it():
    grid = [TITLE, STAFF, [1, "Penata Tingkat I", "III/d", 2, 4, 6], [2, "Pengatur Tk. I", "II/c", 1, 2, 3]]
    assert audited(grid, only=["pangkat-golongan"]).told() == {("B4", "Pengatur", "minor")}


@pytest.mark.parametrize(
    "text",
    [
        "Nilai - nilai dan langkah - langkah perbaikan dilaksanakan bersama",
        "Program Kegiatan\nProgram Kegiatan\nProgram Kegiatan",
        "Perjanjian kinerja disusun setiap tahun. Perjanjian Kinerja tahun ini telah ditetapkan",
        "Target 100 100 100 untuk tiga indikator pada triwulan pertama",
        "Rata-rata rata-rata tahun ini lebih baik daripada tahun lalu",
    ],
)
def test_what_is_repeated_on_purpose_is_no_finding(text):
    assert audited([[text]], only=["frasa-berulang"]).findings() == []


def test_a_repetition_outside_of_a_title_is_a_hint():
    found = audited([["Dinas Perpustakaan Kabupaten Tirtamukti Kabupaten Tirtamukti tahun 2024"]])
    assert found.told("frasa-berulang") == {("A1", "Kabupaten Tirtamukti", "info")}


def test_units_of_past_results_may_belong_to_older_indicators():
    grid = [
        ["Kode", "Program/ Kegiatan", "Indikator", "Realisasi Tahun 2022", None, "Target Tahun 2023", None],
        [None, None, None, "K", "Satuan", "K", "Satuan"],
        ["5.03.01.2.01", "Administrasi", "Jumlah Dokumen Hasil Administrasi", "1170", "SK", "595", "Dokumen"],
        ["5.03.01.2.02", "Evaluasi", "Jumlah Dokumen Hasil Evaluasi", "24", "kali", "12", "Dokumen"],
    ]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1"]
    assert audited(grid, merges, only=["satuan-indikator"]).findings() == []


def test_units_beside_numerator_and_denominator_are_theirs():
    grid = [
        ["No", "Indikator", "Uraian", "Satuan", "Pembilang", "Penyebut", "Hasil (%)"],
        [1, "Persentase perpustakaan sesuai standar", "Perpustakaan", "Unit", "113", "148", "76,35"],
        [2, "Persentase arsip tertata", "Arsip", "Berkas", "40", "50", "80,00"],
    ]
    assert audited(grid, only=["satuan-indikator"]).findings() == []


def test_two_objectives_in_one_cell_are_no_other_wording():
    sheets = {
        "PK": [
            ["Perjanjian Kinerja Tahun 2023", None, None, None],
            ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"],
            [1, "Meningkatnya budaya literasi", "Indeks literasi", "88,00"],
            [2, "Meningkatnya kualitas layanan", "Indeks kepuasan", "20"],
        ],
        "Capaian": [
            ["Capaian Kinerja Tahun 2023", None, None, None, None, None],
            ["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian"],
            [
                1,
                "Meningkatnya budaya literasi; Meningkatnya kualitas layanan",
                "Indeks literasi",
                "88,00",
                "88,00",
                "100%",
            ],
            [2, "Meningkatnya kualitas layanan", "Indeks kepuasan", "20", "20", "100%"],
        ],
    }
    assert audited(sheets, only=["nama-berbeda"]).findings() == []


def test_the_agreement_is_the_measure_even_where_more_tables_deviate():
    def results(name):
        return [
            ["Capaian Kinerja Tahun 2023", None, None, None, None, None],
            ["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", "Capaian"],
            [1, "Meningkatnya akuntabilitas kinerja", name, "91,00", "103,93", "114,21%"],
            [2, "Meningkatnya kualitas layanan", "Indeks kepuasan", "20,00", "20,00", "100,00%"],
        ]

    name = "Persentase rata-rata capaian kinerja aparatur"
    sheets = {
        "PK": [
            ["Perjanjian Kinerja Tahun 2023", None, None, None],
            ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"],
            [1, "Meningkatnya akuntabilitas kinerja", f"{name} BKPSDM", "91,00"],
            [2, "Meningkatnya kualitas layanan", "Indeks kepuasan", "20,00"],
        ],
        "A": results(name),
        "B": results(name),
    }
    found = audited(sheets, only=["nama-berbeda"]).findings()
    assert [(item.cell.address.sheet, item.expected_text) for item in found] == [
        ("A", f"{name} BKPSDM"),
        ("B", f"{name} BKPSDM"),
    ]


def test_percent_sign_that_one_of_an_indexs_unit_cells_alone_has_is_told():
    header = [
        ["Kode", "Program/Kegiatan", "Indikator Kinerja", "Renstra", None, "Renja 2023", None, "Perubahan Renja", None],
        [None, None, None, "Target", "Satuan", "Target", "Satuan", "Target", "Satuan"],
    ]
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1", "H1:I1"]
    rows = [
        ["5.03.02", "Program Kepegawaian", "Indeks kualitas ASN", "0,86", None, "0,86", None, "0,86", "%"],
        ["5.03.02.2.01", "Pengadaan ASN", "Persentase formasi terisi", "82", "%", "82", "%", "82", "%"],
        ["5.03.02.2.02", "Mutasi ASN", "Indeks layanan mutasi", "80", "%", "80", "%", "82", "%"],
    ]
    found = audited([*header, *rows], merges=merges, only=["satuan-indikator"])
    assert {item[:2] for item in found.told()} == {("I3", "indeks")}

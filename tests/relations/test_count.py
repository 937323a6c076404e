"""Counts in sentences, beyond the examples in the rules' own files."""

import pytest

from tests.relations.audited import audited

PK = [
    ["Perjanjian Kinerja Tahun 2023", None, None, None],
    ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"],
    [1, "Meningkatnya layanan", "Indeks kepuasan", "88,00"],
    [2, "Menurunnya kasus", "Jumlah kasus", "20"],
]


@pytest.mark.parametrize(
    "sentence",
    [
        "Dari seluruh indikator, sebanyak 1 (satu) indikator belum mencapai target tahun ini.",
        "Terdapat 1 (satu) sasaran yang belum tercapai, yaitu menurunnya kasus di daerah.",
        "Dari 2 (dua) sasaran, 1 (satu) sasaran dinyatakan efisien dan lainnya tidak.",
        "Dari 2 indikator kinerja utama, sebanyak 1 indikator (50,00%) berkategori Sangat Baik.",
        "Capaian 1 indikator (50,00%) berkategori Sangat Baik pada tahun ini.",
        "b. Sasaran Strategis 2: Menurunnya kasus memiliki 1 indikator kinerja yaitu Jumlah kasus.",
    ],
)
def test_a_count_of_some_is_not_held_to_all(sentence):
    assert audited({"Narasi": [[sentence]], "PK": PK}, only=["banyaknya-baris"]).findings() == []


def test_eight_aspects_with_one_value_cut():
    lines = [
        "Indeks Sistem Merit mendapatkan nilai 271,50 dengan indeks 0,66 kategori III (baik).",
        "Secara terperinci capaian nilai Sistem Merit dapat diuraikan sebagai berikut:",
        "1. Aspek Perencanaan Kebutuhan, diperoleh nilai 40;",
        "2. Aspek Pengadaan, diperoleh nilai 38;",
        "3. Aspek Pengembangan Karir, diperoleh nilai 52;",
        "4. Aspek Promosi dan Mutasi, diperoleh nilai 20;",
        "5. Aspek Manajemen Kinerja, diperoleh nilai 62,5;",
        "6. Aspek Penggajian, Penghargaan dan Disiplin, diperoleh nilai 27,5;",
        "7. Aspek Perlindungan dan Pelayanan, diperoleh nilai 12;",
        "8. Aspek Sistem Informasi, diperoleh nilai 19;",
        "Dari kedelapan dimensi tersebut pengembangan karir dari nilai maksimal 130 hanya tercapai 52,5.",
    ]
    found = audited([[line] for line in lines], only=["jumlah-daftar", "butir-daftar", "panjang-daftar"])
    assert found.told("jumlah-daftar") == {("A1", "271,00", "significant")}
    assert found.told("butir-daftar") == {("A5", "52,5", "significant")}
    assert found.told("panjang-daftar") == set()


def test_a_list_in_a_table_is_left_to_the_table():
    grid = [
        ["No", "Program", "Pagu (Rp)"],
        ["1.", "Program Kepegawaian Daerah", "4.311.989.853"],
        ["2.", "Program Pengembangan SDM", "787.612.348"],
        ["3.", "Program Penunjang Urusan", "9.546.367.212"],
    ]
    assert audited(grid, only=["jumlah-daftar"]).outcomes("jumlah-daftar") == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Dari 597 instansi terdapat 92 instansi baik sekali, 222 baik, 84 instansi kurang dan 189 buruk.",
            "587 instansi",
        ),
        ("Pegawai sebanyak 35 orang, terdiri atas 14 orang laki-laki dan 20 orang perempuan.", "34 orang"),
    ],
)
def test_parts_that_miss_the_whole(sentence, expected):
    assert audited([[sentence]], only=["rincian-narasi"]).told() == {("A1", expected, "significant")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Pegawai sebanyak 35 orang, antara lain terdiri dari 14 orang laki-laki dan 2 orang PTT.",
        "Dari 46 orang pegawai, 19 orang (41,30%) laki-laki dan 27 orang (58,70%) perempuan.",
        "Pada tahun 2023 dilaksanakan 17 kegiatan, 6 pelatihan dan 2 orientasi bagi pegawai baru.",
        # Other things than the whole, and a list that goes on.
        "Dinas didukung oleh 46 orang pegawai yang terdiri atas 3 bidang dan 2 subbagian.",
        "Pegawai sebanyak 12 orang terdiri dari 1 orang kepala dan 1 orang sekretaris, serta 9 orang staf.",
    ],
)
def test_numbers_that_are_no_parts_of_a_whole_for_certain(sentence):
    assert audited([[sentence]], only=["rincian-narasi"]).findings() == []


def test_digits_and_words_in_a_table():
    grid = [
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Target"],
        [1, "Meningkatnya layanan", "Jumlah dokumen", "3 (tiga) dokumen"],
        [2, "Menurunnya kasus", "Jumlah kasus", "5 (enam) kasus"],
    ]
    assert [item.cell.address.a1 for item in audited(grid, only=["angka-dan-terbilang"]).findings()] == ["D3"]


def test_money_that_consists_of_parts():
    right = "Anggaran sebesar Rp5.099.602.201 terdiri dari belanja operasi Rp4.311.989.853 dan modal Rp787.612.348."
    wrong = right.replace("787.612.348", "781.612.348")
    found = audited([[right], [wrong]], only=["rincian-narasi"])
    assert found.told() == {("A2", "Rp5.093.602.201", "significant")}


def test_parts_are_of_the_figure_that_they_make_and_not_of_the_nearest():
    sentence = (
        "Pelayanan menjangkau 491 orang dari populasi 577 orang (85,10%), terdiri atas 63 orang di panti dan "
        "428 orang di luar panti."
    )
    assert audited([[sentence]], only=["rincian-narasi"]).findings() == []

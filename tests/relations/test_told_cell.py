"""A figure in a sentence that a column's own words lead to is that column's: in the row it names, else in the total."""

import pytest

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

RULE = "angka-kepala-narasi"
ASSETS = [
    ["Aset Tetap per 31 Desember 2025"],
    ["Jenis Aset", "Saldo Akhir (Rp)", "Akumulasi Penyusutan (Rp)", "Nilai Buku (Rp)"],
    ["Peralatan dan Mesin", "10.529.615.000", "6.033.812.400", "4.495.802.600"],
    ["Gedung dan Bangunan", "28.725.700.000", "8.119.405.300", "20.606.294.700"],
    ["Jumlah", "39.255.315.000", "14.153.217.700", "25.102.097.300"],
    [],
]


def told(*sentences):
    return audited([*ASSETS, *([text] for text in sentences)], only=[RULE])


@pytest.mark.parametrize(
    "sentence",
    [
        "Nilai buku aset tetap pada akhir tahun 2025 sebesar Rp 25.102.097.300.",
        "Akumulasi penyusutan gedung dan bangunan mencapai Rp 8.119.405.300.",
        "Saldo akhir seluruhnya Rp 39.255.315.000.",
    ],
)
def test_what_a_cell_says_is_tested(sentence):
    found = told(sentence)
    assert found.findings() == []
    assert len(found.outcomes(RULE, Status.PASS)) == 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Nilai buku aset tetap pada akhir tahun 2025 sebesar Rp 25.120.097.300.", "Rp 25.102.097.300"),
        ("Akumulasi penyusutan gedung dan bangunan mencapai Rp 8.191.405.300.", "Rp 8.119.405.300"),
    ],
)
def test_a_slip_away_from_the_cell_is_told(sentence, expected):
    assert told(sentence).told() == {("A7", expected, "significant")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Nilai buku aset yang diusulkan dihapus sebesar Rp 1.310.445.812.",
        "Penyusutan tahun ini Rp 2.044.180.000 di luar aset lainnya.",
        "Nilai buku rata-rata 4.318 unit.",
        "Nilai buku aset tetap tahun 2024 sebesar Rp 25.102.079.300.",
        "Nilai buku menurut pengelola barang Rp 25.102.097.800, selisih Rp 500.",
        "Nilai buku tahun sebelumnya Rp 25.002.097.300.",
        "Nilai buku aset tetap ditargetkan sebesar Rp 25.102.079.300.",
        "Nilai buku sebelum koreksi Rp 25.162.097.300 dan setelahnya Rp 25.102.097.300.",
        "Nilai buku naik dari Rp 25.002.097.300 menjadi Rp 25.102.097.300.",
        "Akumulasi penyusutan sampai semester I sebesar Rp 14.053.217.700.",
        "Nilai buku aset tetap sebesar Rp 25.102.097.000.",  # rounded
    ],
)
def test_another_amount_under_the_same_words_accuses_nobody(sentence):
    assert told(sentence).findings() == []


def test_same_words_with_another_amount_are_left_open():
    found = told("Nilai buku aset yang diusulkan dihapus sebesar Rp 1.310.445.812.")
    assert found.reasons(RULE) == {("A7", "told_of_other")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Nilai buku aset tetap sebesar Rp 25.102.097.000.",
        "Akumulasi penyusutan peralatan dan mesin Rp 6.033.812.400 dan gedung Rp 8.119.405.300.",
    ],
)
def test_what_another_row_tells_or_what_is_rounded_is_not_left_open(sentence):
    assert told(sentence).reasons(RULE) == set()


CASES = [
    ["Keadaan Perkara Tahun 2025"],
    ["Jenis Perkara", "Sisa Lalu", "Masuk", "Beban Perkara", "Putus"],
    ["Gugatan", 138, 1112, 1250, 1187],
    ["Permohonan", 211, 2204, 2415, 2301],
    ["Jumlah", 349, 3316, 3665, 3488],
    [],
]


@pytest.mark.parametrize(
    "sentence",
    [
        "Perkara tidak putus 3.478 perkara.",
        "Perkara putus banding 3.408 perkara.",
        "Perkara perwalian yang masuk 2.104 perkara, dari permohonan yang masuk 2.204.",
        "Sampai September, perkara putus sebanyak 3.188 perkara.",
    ],
)
def test_words_that_the_table_does_not_know_count_something_else(sentence):
    assert audited([*CASES, [sentence]], only=[RULE]).findings() == []


def test_a_slip_in_a_short_figure_is_told_where_all_words_are_the_tables():
    found = audited([*CASES, ["Perkara permohonan yang masuk sebanyak 2.304 perkara."]], only=[RULE])
    assert found.told() == {("A7", "2.204 perkara", "significant")}

"""Sentences that name no subject and speak of the whole budget."""

import pytest

from tests.relations.audited import audited

BUDGET = [
    ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "Sisa (Rp)", "%"],
    [1, "Program Penunjang Urusan", "2.913.640.200", "2.856.421.775", "57.218.425", "98,04"],
    [2, "Program Pelayanan Publik", "186.500.000", "181.240.500", "5.259.500", "97,18"],
    [None, "Jumlah", "3.100.140.200", "3.037.662.275", "62.477.925", "97,98"],
]
RULE = "fakta-anggaran-narasi"


def told(sentence):
    return {(cell, expected) for cell, expected, _ in audited([*BUDGET, [sentence]], only=[RULE]).told()}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Dari anggaran sebesar Rp. 3.100.140.200,- telah direalisasikan sebesar Rp. 3.037.662.257,- (97,98 %).",
            "Rp. 3.037.662.275,-",
        ),
        (
            "Dari anggaran sebesar Rp. 3.100.140.200,- telah direalisasikan sebesar Rp. 3.037.662.275,- (79,98 %).",
            "97,98 %",
        ),
        (
            "Kecamatan mengelola anggaran sebesar Rp1.300.140.200 dan terealisasi Rp3.037.662.275 atau 97,98%.",
            "Rp3.100.140.200",
        ),
        (
            "Anggaran sebesar Rp3.100.140.200 terealisasi Rp3.037.662.275 sehingga sisa anggaran sebesar Rp62.447.925.",
            "Rp62.477.925",
        ),
    ],
)
def test_figure_beside_a_total_is_held_to_the_totals(sentence, expected):
    assert told(sentence) == {("A5", expected)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Dari anggaran sebesar Rp. 3.100.140.200,- telah direalisasikan sebesar Rp. 3.037.662.275,- (97,98 %).",
        "Dari anggaran Rp3.100.140.200 tersebut, belanja pegawai terealisasi Rp2.100.000.000 atau 96,12%.",
        "Anggaran sebesar Rp5.000.000.000 terealisasi Rp4.000.000.000 atau 80,00%.",
        "Pada tahun 2020 anggaran sebesar Rp2.950.000.000 terealisasi Rp2.800.000.000 atau 94,92%.",
        "Pagu awal sebesar Rp3.000.000.000 berubah menjadi pagu akhir Rp3.100.140.200.",
    ],
)
def test_sentence_of_another_budget_or_of_a_part_is_held_to_nothing(sentence):
    assert told(sentence) == set()

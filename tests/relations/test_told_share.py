"""A percentage in a sentence is what the two figures beside it give, whatever they measure."""

import pytest

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

RULE = "persen-kalimat"


def told(*sentences):
    return audited([[text] for text in sentences], only=[RULE])


@pytest.mark.parametrize(
    "sentence",
    [
        "Dari 695 perkara yang diputus, {} perkara diselesaikan tepat waktu atau 93,53%.",
        "Sebanyak {} dari 695 perkara (93,53%) diputus tepat waktu.",
        "Perkara yang diputus tepat waktu {} perkara atau 93,53% dari 695 perkara.",
    ],
)
def test_a_slip_in_a_part_is_told_at_the_percentage(sentence):
    assert told(sentence.format("650")).findings() == []
    assert len(told(sentence.format("650")).outcomes(RULE, Status.PASS)) == 1
    assert {cell for cell, _, _ in told(sentence.format("680")).told()} == {"A1"}


def test_each_clause_has_its_own_two_amounts():
    found = told(
        "Realisasi belanja operasi sebesar Rp 8.810.298.759 dari pagu Rp 8.867.395.000 atau 93,36%, sedangkan belanja "
        "modal terealisasi Rp 157.943.250 dari pagu Rp 161.260.000 atau 97,94%."
    )
    assert found.told() == {("A1", "99,36%", "significant")}
    assert len(found.outcomes(RULE, Status.PASS)) == 1


@pytest.mark.parametrize(
    "sentence",
    [
        "Pengaduan yang masuk 15 dari batas 18 pengaduan atau 116,67%.",  # less is better
        "Capaian 650 perkara dari 695 perkara, sedangkan tahun lalu 88,15%.",
        "Sebanyak 650 dari 695 perkara selesai. Indeks kepuasan 91,30%.",
        "Belanja Rp 900.000.000 dan Rp 1.200.000.000 dari dua program, atau 41,80% seluruh anggaran.",
        "Pelanggan meningkat dari 1.000 menjadi 2.345 atau sebesar 134,50%.",  # by so much it grew
        "Anggaran menjadi Rp 2.250.000.000 dari semula Rp 2.000.000.000 atau 12,50%.",
        "Sebanyak 110 dari 200 desa belum memiliki posyandu sehingga capaian 45,00%.",  # of what is left
        "Angka kesakitan 152 dari batas 180 atau 115,56%.",
        "Sebanyak 650 dari 695 perkara (target 94,5%) diputus tepat waktu.",
        "Sebanyak 612 dari 680 perkara diputus dengan capaian 94%.",  # two digits tell nothing
        "Realisasi Rp 1.900.000.000 dari pagu Rp 2.000.000.000 dengan capaian kinerja 98,00%.",
        "Sebanyak 310 dari 350 kegiatan terlaksana dengan serapan anggaran 98,57%.",
        "Realisasi Rp 931.000.000 dari Rp 1.000.000.000 dan Rp 911.000.000 dari Rp 1.000.000.000 (93,10% dan 91,10%).",
    ],
)
def test_a_percentage_of_something_else_is_no_finding(sentence):
    assert told(sentence).findings() == []


def test_two_amounts_that_do_not_give_it_leave_it_open():
    found = told("Belanja obat sebesar Rp 1.250.000.000 dari anggaran Rp 2.000.000.000 atau 88,14%.")
    assert found.reasons(RULE) == {("A1", "share_of_other")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Efisiensi Rp 57.096.241 dari pagu Rp 8.867.395.000 atau 99,36%.",
        "Realisasi Rp 1.480.000.000 atau 74,00% dari pagu Rp 2.000.000.000, naik dari Rp 1.350.000.000 (72,00%).",
        "Realisasi Rp 1.480.000.000 dari target Rp 1.500.000.000 atau 98,67%, dari pagu Rp 2.000.000.000 atau 74,00%.",
    ],
)
def test_what_a_reader_sees_to_be_right_is_not_left_open(sentence):
    assert told(sentence).reasons(RULE) == set()

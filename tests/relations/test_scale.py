"""Scales: gaps and overlaps between bands, and rules in prose that leave a value out."""

import pytest

from lkjip_audit.judging.model import Status
from tests.relations.audited import audited

LABELS = ["Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah"]


def scale(*bands):
    rows = [[number, *row] for number, row in enumerate(zip(bands, LABELS, strict=False), 1)]
    return audited([["No", "Interval Nilai", "Kategori"], *rows], only=["skala-predikat"])


def prose(sentence):
    return audited([[sentence]], only=["skala-narasi"])


@pytest.mark.parametrize(
    "bands",
    [
        ["91 s.d 100", "76 s.d 90", "66 s.d 75", "51 s.d 65", "0 s.d 50"],
        ["80 - 100", "60 - 79,99", "50 - 59,99", "0 - 49,99"],
        ["85 - 100", "70 - < 85", "55 - < 70", "< 55"],
        ["> 90 - 100", "> 80 - 90", "> 70 - 80", "0 - 70"],
        ["≥ 91", "76 - 90", "66 - 75", "≤ 65"],
    ],
)
def test_bands_that_meet_hold(bands):
    found = scale(*bands)
    assert found.findings() == []
    assert len(found.outcomes("skala-predikat", Status.PASS)) == len(bands) - 1


@pytest.mark.parametrize(
    ("bands", "cell", "expected"),
    [
        (["325 - 400", "250 - 324", "175 - 249", "10 - 147"], "B5", "100-174"),
        (["> 100", "80 - 100", "50 - 75", "< 50"], "B4", "50-79"),
        (["85 - 100", "70 - 87", "55 - 69"], "B3", "70-84"),
        (["80 - 100", "60 - 79,50", "50 - 59,99", "0 - 49,99"], "B3", "60-79,99"),
        (["> 85 - 100", "> 75 - < 85", "> 65 - 75"], "B3", "> 75-85"),
    ],
)
def test_band_that_leaves_a_gap_or_overlaps_is_minor_with_the_bound_that_meets(bands, cell, expected):
    assert scale(*bands).told() == {(cell, expected, "minor")}


def test_whole_bands_are_enough_for_whole_values():
    found = audited(
        [
            ["No", "Interval Nilai", "Kategori"],
            [1, "91 - 100", "Sangat Tinggi"],
            [2, "76 - 90", "Tinggi"],
            [],
            ["No.", "Indikator Kinerja", "Target", "Realisasi", "Capaian"],
            [1, "Jumlah dokumen", 10, 10, "100%"],
            [2, "Jumlah laporan", 10, 8, "80%"],
        ],
        only=["skala-predikat"],
    )
    assert found.findings() == []


def test_unreadable_band_is_not_verifiable_and_leaves_no_gap():
    found = scale("80 - 100", "cukup tinggi", "50 - 59,99", "0 - 49,99")
    assert found.reasons("skala-predikat") == {("B3", "operand_missing")}
    assert found.findings() == []


# In prose.


@pytest.mark.parametrize(
    "sentence",
    [
        "Jika rasio tingkat efisiensi > 1 maka efisien, sedangkan jika rasio < 1 maka tidak efisien.",
        "Capaian lebih dari 1 disebut efisien dan capaian kurang dari 1 disebut tidak efisien.",
    ],
)
def test_rule_that_leaves_out_the_limit_is_minor(sentence):
    assert prose(sentence).told() == {("A1", ">= 1", "minor")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Penggunaan anggaran efisien bila tingkat efisiensi ≥ 0%, dan tidak efisien bila tingkat efisiensi < 0%.",
        "Jika rasio >= 1 maka efisien, dan jika rasio < 1 maka tidak efisien.",
        "Jika rasio > 1 maka efisien, jika rasio = 1 maka sesuai rencana, dan jika rasio < 1 maka tidak efisien.",
        "Capaian > 100 dinyatakan sangat baik, capaian 75 sampai dengan 100 baik, dan capaian < 75 kurang baik.",
    ],
)
def test_rule_that_covers_the_limit_holds(sentence):
    assert prose(sentence).findings() == []


def test_rule_of_one_side_leaves_nothing_to_compare():
    found = prose("Jika rasio tingkat efisiensi > 1 maka penggunaan anggaran dinyatakan efisien.")
    assert found.reasons("skala-narasi") == {("A1", "nothing_to_compare")}

"""Labels that follow from numbers: by the report's own scale, by the limit of the formula in force."""

from decimal import Decimal

import pytest

from lkjip_audit.judging.model import Status
from lkjip_audit.scene.model import Choices
from tests.relations.audited import audited

RATIO = "Tingkat efisiensi = capaian kinerja / rasio ekonomi. Rasio > 1 efisien, rasio < 1 tidak efisien."
EFISIENSI = [
    "Sasaran", "Indikator Sasaran", "Capaian Kinerja (%)", "Capaian Anggaran (%)", "Tingkat Efisiensi", "Keterangan",
]  # fmt: skip
SCALE = [
    ["No.", "Interval Nilai Realisasi Kinerja", "Kriteria Penilaian"],
    [1, "91 s.d 100", "Sangat Tinggi"],
    [2, "76 s.d 90", "Tinggi"],
    [3, "66 s.d 75", "Sedang"],
    [4, "51 s.d 65", "Rendah"],
]
CAPAIAN = ["No.", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian Kinerja", "Kategori"]


def ratios(*rows, sentences=()):
    body = [[f"Meningkatnya hal {name}", f"Indeks hal {name}", *row] for name, row in zip("ABC", rows, strict=False)]
    return audited([[RATIO], [], EFISIENSI, *body, [], *[[sentence] for sentence in sentences]])


def graded(*rows, scale=SCALE):
    body = [[number, f"Indeks hal {number}", "Indeks", *row] for number, row in enumerate(rows, 1)]
    return audited([*scale, [], CAPAIAN, *body])


def labels(found, rule):
    return {(o.cell.address.a1, o.stated, o.expected_text, str(o.severity)) for o in found.findings(rule)}


# Efficient or not.


def test_label_that_follows_from_its_ratio_holds():
    found = ratios(["100,56%", "95,07%", "1,06", "EFISIEN"], ["99,00%", "99,98%", "0,99", "TIDAK EFISIEN"])
    assert [outcome.status for outcome in found.outcomes("label-efisiensi")] == [Status.PASS, Status.PASS]


def test_label_is_held_to_the_ratio_as_it_should_be_and_not_as_it_stands():
    """0,96 is called tidak efisien rightly, but the ratio is 1,03: the label that flips is material."""
    found = ratios(["100,56%", "95,07%", "1,06", "efisien"], ["99,00%", "95,96%", "0,96", "tidak efisien"])
    assert labels(found, "label-efisiensi") == {("F5", "tidak efisien", "efisien", "material")}


def test_limit_is_that_of_the_formula_in_force():
    """Under (capaian/serapan - 1) x 100, 0,06 is efficient and -0,06 is not."""
    found = audited(
        [
            ["Efisiensi = (capaian kinerja / penyerapan anggaran - 1) x 100%"],
            [],
            EFISIENSI,
            ["Meningkatnya layanan", "Indeks kepuasan", "98,44", "98,38", "0,06", "Efisien"],
            ["Meningkatnya mutu", "Nilai mutu", "98,32", "98,38", "-0,06", "Pemborosan"],
        ]
    )
    assert found.findings("label-efisiensi") == []
    assert len(found.outcomes("label-efisiensi", Status.PASS)) == 2


def test_number_on_the_limit_is_not_verifiable():
    found = ratios(["95,07%", "95,07%", "1,00", "efisien"], ["99,00%", "95,96%", "1,03", "efisien"])
    assert found.reasons("label-efisiensi") == {("F4", "on_the_limit")}


@pytest.mark.parametrize("label", ["tidak efisien", "TIDAK EFISIEN", "kurang efisien", "pemborosan", "boros"])
def test_every_word_for_inefficient_is_known(label):
    found = ratios(["100,56%", "95,07%", "1,06", label], ["99,00%", "95,96%", "1,03", "efisien"])
    assert {place[2:] for place in labels(found, "label-efisiensi")} == {("efisien", "material")}


def test_sentence_that_contradicts_its_own_number_is_material():
    found = ratios(
        ["100,56%", "95,07%", "1,06", "efisien"],
        ["99,00%", "95,96%", "1,03", "efisien"],
        sentences=["Sasaran Meningkatnya hal B mempunyai tingkat efisiensi sebesar 1,03 sehingga tidak efisien."],
    )
    assert labels(found, "label-efisiensi") == {("A7", "tidak efisien", "efisien", "material")}


def test_label_in_a_sentence_belongs_to_the_number_before_it():
    found = ratios(
        ["100,56%", "95,07%", "1,06", "efisien"],
        ["99,00%", "99,98%", "0,99", "tidak efisien"],
        sentences=[
            "Sasaran Meningkatnya hal A mempunyai tingkat efisiensi sebesar 1,06 sehingga efisien, sedangkan sasaran "
            "Meningkatnya hal B mempunyai tingkat efisiensi sebesar 0,99 sehingga tidak efisien."
        ],
    )
    assert found.findings("label-efisiensi") == []


# Predicates.


def test_predicate_by_the_reports_own_scale_holds():
    found = graded(["86,00", "84,14", "97,84%", "Sangat Tinggi"], ["75,00", "60,38", "80,51%", "Tinggi"])
    assert [outcome.status for outcome in found.outcomes("predikat-capaian")] == [Status.PASS, Status.PASS]


def test_predicate_of_another_band_is_material():
    found = graded(["86,00", "74,14", "86,21%", "Sangat Tinggi"], ["75,00", "60,38", "80,51%", "Tinggi"])
    assert labels(found, "predikat-capaian") == {("G8", "Sangat Tinggi", "Tinggi", "material")}


def test_value_in_a_gap_between_whole_numbers_has_the_band_below():
    found = graded(["80,00", "72,40", "90,50%", "Tinggi"], ["75,00", "60,38", "80,51%", "Tinggi"])
    assert found.findings("predikat-capaian") == []


def test_value_beyond_the_scale_is_minor_when_called_by_its_top_label():
    found = graded(["86,00", "88,00", "102,33%", "Sangat Tinggi"], ["75,00", "60,38", "80,51%", "Tinggi"])
    assert labels(found, "predikat-capaian") == {("G8", "Sangat Tinggi", "", "minor")}


def test_value_beyond_the_scale_is_material_when_called_by_a_lower_label():
    found = graded(["86,00", "88,00", "102,33%", "Sedang"], ["75,00", "60,38", "80,51%", "Tinggi"])
    assert labels(found, "predikat-capaian") == {("G8", "Sedang", "Sangat Tinggi", "material")}


def test_label_that_the_scale_does_not_know_is_not_verifiable():
    found = graded(["86,00", "84,14", "97,84%", "Istimewa"], ["75,00", "60,38", "80,51%", "Tinggi"])
    assert found.reasons("predikat-capaian") == {("G8", "label_unknown")}


def test_report_without_a_scale_is_not_judged_by_another():
    found = graded(["86,00", "74,14", "86,21%", "Sangat Tinggi"], ["75,00", "60,38", "80,51%", "Tinggi"], scale=[])
    assert found.outcomes("predikat-capaian", Status.FINDING) == []


def test_remark_that_is_no_predicate_is_left_alone():
    found = graded(
        ["86,00", "84,14", "97,84%", "Belum semua arsip statis dapat diselamatkan karena keterbatasan anggaran"],
        ["75,00", "60,38", "80,51%", "Tinggi"],
    )
    assert found.findings("predikat-capaian") == []
    assert found.reasons("predikat-capaian") == set()


# Scales told in a sentence.

GRADED = [
    ["No", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian Kinerja", "Kategori"],
    [1, "Persentase rapat terlayani", "%", "88,00", "89,15", "101,31%", "Sangat Baik"],
    [2, "Persentase risalah selesai", "%", "100,00", "92,31", "92,31%", "Sangat Baik"],
]


@pytest.mark.parametrize(
    "sentence",
    [
        "Kategori: > 100 = Sangat Baik; 80 - 100 = Baik; 50 - < 80 = Cukup; < 50 = Kurang.",
        "Sangat Baik (> 100%), Baik (80% - 100%), Cukup (50% - < 80%) dan Kurang (< 50%)",
        "Skala penilaian: Sangat Baik: > 100; Baik: 80 - 100; Cukup: 50 - < 80; Kurang: < 50.",
    ],
)
def test_scale_told_in_a_sentence_judges_labels(sentence):
    found = audited([*GRADED, [sentence]], only=["predikat-capaian"])
    assert labels(found, "predikat-capaian") == {("G3", "Sangat Baik", "Baik", "material")}


def test_sentence_with_two_bands_is_no_scale():
    found = audited([*GRADED, ["Kategori: > 100 = Sangat Baik; < 100 = Baik."]], only=["predikat-capaian"])
    assert found.findings() == []


# The profile's scale.


def test_profiles_scale_judges_labels_where_the_report_states_none():
    scale = ((Decimal(85), "Sangat Baik"), (Decimal(70), "Baik"), (Decimal(0), "Kurang"))
    rows = [*GRADED[:2], [*GRADED[2][:6], "Kurang"]]
    found = audited(rows, choices=Choices(scale=scale), only=["predikat-capaian"])
    assert labels(found, "predikat-capaian") == {("G3", "Kurang", "Sangat Baik", "material")}


def test_reports_own_scale_comes_before_the_profiles():
    scale = ((Decimal(90), "Sangat Baik"), (Decimal(0), "Baik"))
    sentence = "Kategori: > 100 = Sangat Baik; 80 - 100 = Baik; 50 - < 80 = Cukup; < 50 = Kurang."
    found = audited([*GRADED, [sentence]], choices=Choices(scale=scale), only=["predikat-capaian"])
    assert labels(found, "predikat-capaian") == {("G3", "Sangat Baik", "Baik", "material")}

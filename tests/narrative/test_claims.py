"""Figures in sentences: which of them restate a fact, and of what."""

import pytest

from tests.narrative.told import claims, told

# What a figure measures.


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Capaian kinerja Indeks sistem merit sebesar 100,56%.", ("capaian", "100,56%", "indeks")),
        ("Realisasi Indeks sistem merit tahun 2023 sebesar 271,50.", ("realisasi", "271,50", "indeks")),
        ("Indeks sistem merit ditargetkan 270,00.", ("target", "270,00", "indeks")),
        ("Pagu Meningkatnya kompetensi ASN sebesar Rp2.411.008.974.", ("pagu", "Rp2.411.008.974", "kompetensi")),
        ("Program Kepegawaian Daerah dianggarkan Rp. 4.311.989.853.", ("pagu", "Rp. 4.311.989.853", "kepegawaian")),
        ("Serapan anggaran Meningkatnya kompetensi ASN mencapai 87,19%.", ("serapan", "87,19%", "kompetensi")),
        ("Tingkat efisiensi Meningkatnya kompetensi ASN sebesar 6,69.", ("efisiensi", "6,69", "kompetensi")),
        ("Rasio efisiensi Meningkatnya kompetensi ASN 6,69.", ("efisiensi", "6,69", "kompetensi")),
        ("Nilai SAKIP Perangkat Daerah memperoleh nilai 85,49.", ("realisasi", "85,49", "sakip")),
    ],
)
def test_words_before_a_figure_say_what_it_measures(sentence, expected):
    assert told(sentence) == [expected]


def test_measure_may_be_the_first_word_of_the_sentence():
    assert told("Pagu Program Kepegawaian Daerah Rp4.311.989.853.") == [("pagu", "Rp4.311.989.853", "kepegawaian")]


def test_words_of_the_subjects_name_measure_nothing():
    """The sasaran is called "akuntabilitas kinerja": its serapan is no capaian kinerja."""
    assert told("Serapan anggaran sasaran Meningkatnya akuntabilitas kinerja sebesar 95,63%.") == [
        ("serapan", "95,63%", "akuntabilitas")
    ]


def test_percentage_after_an_amount_is_its_absorption():
    """ "terealisasi Rp ... atau sebesar 87,36%" restates the serapan and no capaian."""
    assert told("Meningkatnya kompetensi ASN terealisasi Rp2.102.158.724 atau sebesar 87,19%.") == [
        ("realisasi_anggaran", "Rp2.102.158.724", "kompetensi"),
        ("serapan", "87,19%", "kompetensi"),
    ]


def test_percentage_in_brackets_after_an_amount_is_its_absorption():
    assert told("Meningkatnya kompetensi ASN terealisasi Rp2.102.158.724 (87,19%).") == [
        ("realisasi_anggaran", "Rp2.102.158.724", "kompetensi"),
        ("serapan", "87,19%", "kompetensi"),
    ]


def test_a_target_of_what_is_to_be_achieved_is_a_target():
    sentence = "Target capaian indeks sistem merit sebesar 270,00 dengan realisasi capaian 271,50."
    assert [measure for measure, _, _ in told(sentence)] == ["target", "realisasi"]


def test_target_realisasi_and_capaian_of_one_sentence_are_told_apart():
    sentence = "Indeks sistem merit dengan target 270,00 terealisasi 271,50 sehingga capaiannya 100,56%."
    assert told(sentence) == [
        ("target", "270,00", "indeks"),
        ("realisasi", "271,50", "indeks"),
        ("capaian", "100,56%", "indeks"),
    ]


def test_guess_from_a_verb_alone_is_not_plain():
    (claim,) = claims("Indeks sistem merit yaitu 271,50.")
    assert (claim.measure, claim.plain) == ("realisasi", False)


# Figures that restate nothing.


LIMITS = (
    "Capaian kinerja Indeks sistem merit telah melampaui 100%.",
    "Capaian Indeks sistem merit di atas 100%.",
    "Capaian Nilai SAKIP Perangkat Daerah tidak kurang dari 90%.",
    "Realisasi Indeks sistem merit minimal 250.",
    "Nilai Indeks sistem merit dengan nilai maksimum 400.",
)
CHANGES = (
    "Realisasi Indeks sistem merit naik 9,5 dibandingkan tahun lalu.",
    "Realisasi Indeks sistem merit mengalami kenaikan sebesar 9,5 poin.",
    "Pagu Program Kepegawaian Daerah turun Rp. 2.150.769.223.",
    "Realisasi Nilai SAKIP Perangkat Daerah lebih tinggi 3,37 poin.",
    "Anggaran Program Kepegawaian Daerah bertambah Rp117.255.285.",
)


@pytest.mark.parametrize("sentence", [*LIMITS, *CHANGES])
def test_limit_is_no_capaian_and_change_no_realisasi(sentence):
    assert told(sentence) == []


def test_money_that_is_saved_is_no_efficiency():
    assert told("Program Kepegawaian Daerah efisien sebesar Rp. 361.589.741.") == []


def test_amount_that_the_sentence_adds_up_itself_is_no_restatement():
    sentence = (
        "Pagu Meningkatnya kompetensi ASN sebesar Rp2.411.008.974 ditambah hadiah Rp750.000.000 "
        "sehingga anggaran menjadi Rp3.161.008.974."
    )
    assert ("pagu", "Rp3.161.008.974", "kompetensi") not in told(sentence)


def test_figure_without_a_subject_is_no_claim():
    assert told("Capaian kinerja sebesar 100,56% pada tahun 2023.") == []


# Of what.


def test_two_subjects_in_one_sentence_keep_their_own_figures():
    sentence = (
        "Capaian kinerja Indeks sistem merit sebesar 100,56% dan capaian kinerja Persentase ASN yang mengikuti diklat "
        "sebesar 583,03%."
    )
    assert told(sentence) == [("capaian", "100,56%", "indeks"), ("capaian", "583,03%", "diklat")]


def test_nearest_subject_before_the_figure_is_meant():
    sentence = "Berbeda dengan Indeks sistem merit, realisasi Nilai SAKIP Perangkat Daerah sebesar 85,49."
    assert told(sentence) == [("realisasi", "85,49", "sakip")]


def test_subject_holds_on_to_the_next_sentence():
    cell = "Indeks sistem merit menunjukkan hasil yang baik. Realisasi kinerja sebesar 271,50 pada tahun 2023."
    assert told(cell) == [("realisasi", "271,50", "indeks")]


def test_subject_of_a_heading_holds_for_the_paragraphs_under_it():
    heading = "a. Sasaran Strategis 2: Meningkatnya kompetensi ASN"
    assert told(heading, "Capaian kinerja sebesar 583,03% pada tahun ini.") == [("capaian", "583,03%", "kompetensi")]


def test_indicator_that_no_table_knows_does_not_pass_for_the_headings():
    heading = "a. Sasaran Strategis 1: Meningkatnya penerapan sistem merit"
    assert told(heading, "Capaian indikator persentase pejabat yang bersertifikat tercapai sebesar 583,04%.") == []


def test_numbered_sasaran_is_the_one_at_that_place():
    assert told("Untuk Sasaran 3, capaian kinerja sebesar 99,00%.") == [("capaian", "99,00%", "akuntabilitas")]


def test_short_form_that_no_other_subject_has_is_known():
    assert told("Capaian kinerja Nilai SAKIP sebesar 99,00%.") == [("capaian", "99,00%", "sakip")]


def test_total_is_of_no_subject():
    assert told("Total pagu anggaran tahun 2023 sebesar Rp14.645.969.413.") == [("pagu", "Rp14.645.969.413", "total")]


def test_figure_of_another_entity_is_not_held_to_the_agencys_own():
    for sentence in (
        "Realisasi Indeks sistem merit nasional sebesar 366,50.",
        "Kementerian PAN RB mencapai capaian kinerja Indeks sistem merit sebesar 108,11%.",
        "Indeks sistem merit Provinsi Jawa Timur terealisasi 341,50.",
    ):
        assert not any(claim.plain for claim in claims(sentence)), sentence


# Of which year.


def test_year_before_the_figure_is_its_year():
    sentence = "Realisasi Indeks sistem merit tahun 2022 sebesar 262,00 dan realisasi tahun 2023 sebesar 271,50."
    (first, second) = claims(sentence)
    assert (first.year, second.year) == (2022, 2023)


def test_sentence_without_a_year_speaks_of_none():
    (claim,) = claims("Realisasi Indeks sistem merit sebesar 271,50.")
    assert claim.year is None


def test_year_itself_is_no_figure():
    assert told("Indeks sistem merit terealisasi tahun 2023.") == []


# What is said of several, or of nothing that a table states.


def test_figure_of_several_subjects_named_in_one_breath_is_none_of_theirs():
    assert told("Pencapaian Sasaran 1 dan Sasaran 2 dengan capaian kinerja sebesar 102,32%.") == []


def test_mean_of_several_is_no_subjects_own():
    assert told("Untuk Sasaran 2 rata-rata capaian kinerja sebesar 102,32%.") == []


def test_operand_of_a_formula_is_no_claim_of_its_own():
    sentence = "Program Kepegawaian Daerah efisien (104,24%/70,29% - 1) x 100% dengan capaian kinerja 104,24%."
    assert told(sentence) == [("capaian", "104,24%", "kepegawaian")]


def test_aspect_of_a_subject_is_not_the_subject():
    heading = "1. Sasaran Strategis, Meningkatnya penerapan sistem merit"
    assert told(heading, "Adanya peningkatan pada aspek pengembangan karir dari nilai 57,5 menjadi 65.") == []


def test_nilai_alone_names_no_measure_outright():
    (claim,) = claims("Indeks sistem merit dengan nilai 271,50.")
    assert (claim.measure, claim.plain) == ("realisasi", False)


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("Pagu awal Program Kepegawaian Daerah sebesar Rp4.100.000.000.", ["pagu_sebelum"]),
        ("Anggaran Program Kepegawaian Daerah sebesar Rp4.311.989.853.", ["pagu"]),
        ("Sisa anggaran Program Kepegawaian Daerah sebesar Rp211.989.853.", ["sisa"]),
        ("Program Kepegawaian Daerah direalisasikan Rp. 3.494.653.525,- (97,85 %).", ["realisasi_anggaran", "serapan"]),
    ],
)
def test_budget_before_its_change_and_what_is_left_are_measures_of_their_own(sentence, measures):
    assert [measure for measure, _, _ in told(sentence)] == measures


def test_target_for_the_end_of_the_plan_is_not_the_years_target():
    sentence = "Indeks sistem merit terhadap target akhir Renstra sebesar 300,00 telah mencapai 90,50%."
    assert told(sentence) == [("target_akhir", "300,00", "indeks"), ("kemajuan", "90,50%", "indeks")]


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("Indeks sistem merit mencapai 271,50 dari target 270,00.", True),
        ("Indeks sistem merit mencapai 271,50 menurut panitia.", False),
        ("Indeks sistem merit mencapai 90,50% dari target 270,00.", False),
    ],
)
def test_number_that_is_set_against_the_target_is_the_realisasi(sentence, plain):
    """A percentage of the target may as well be the capaian."""
    first = claims(sentence)[0]
    assert (first.measure, first.plain) == ("realisasi", plain)


def test_percentage_after_result_and_target_is_the_ratio_of_both():
    (result, target, ratio) = claims(
        "Indeks sistem merit mencapai 271,50 poin dari target 270,00 poin atau 100,56 persen."
    )
    assert [item.measure for item in (result, target, ratio)] == ["realisasi", "target", "capaian"]
    assert all(item.plain for item in (result, target, ratio))
    (_, other) = claims("Indeks sistem merit dengan target 270,00 poin atau 100,56 persen dari akhir renstra.")
    assert not other.plain


def test_result_of_the_year_that_is_compared_with_is_plain():
    (old,) = claims(
        "Indeks sistem merit naik 5,87 persen dibandingkan dengan realisasi tahun 2022 yang mencapai 265,20."
    )
    assert (old.measure, old.year, old.plain) == ("realisasi", 2022, True)
    assert not any(item.plain for item in claims("Indeks sistem merit naik dibanding tahun 2022, yaitu 271,50."))


def test_amount_that_absorbs_budget_is_spent_and_what_it_is_out_of_is_the_budget():
    found = claims(
        "Pelaksanaan Program Kepegawaian Daerah menyerap anggaran Rp4.120.118.900 dari Rp4.318.250.500 (95,41 persen)."
    )
    assert [(item.measure, item.plain) for item in found] == [
        ("realisasi_anggaran", True),
        ("pagu", True),
        ("serapan", True),
    ]


def test_figure_behind_a_target_that_was_passed_may_be_by_how_much():
    for text in ("lebih tinggi dari target sebesar 270,00", "melampaui target sebesar 1,50"):
        (target,) = claims(f"Indeks sistem merit {text}.")
        assert (target.measure, target.plain) == ("target", False)
    assert not claims("Indeks sistem merit meningkat sebesar 5,00.")


def test_budget_that_was_planned_at_first_is_that_before_its_change():
    text = "Program Kepegawaian Daerah semula dianggarkan Rp4.311.989.853 lalu menjadi Rp4.411.989.853."
    assert [item.measure for item in claims(text)][:1] == ["pagu_sebelum"]
    assert [item.measure for item in claims(text.replace("semula ", ""))][:1] == ["pagu"]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Realisasi Indeks sistem merit triwulan II sebesar 135,10.", False),
        ("Realisasi Indeks sistem merit sampai dengan triwulan IV sebesar 271,50.", True),
        ("Realisasi Indeks sistem merit per 30 Juni 2023 sebesar 135,10.", False),
        ("Realisasi Indeks sistem merit per 31 Desember 2023 sebesar 271,50.", True),
        ("Realisasi Indeks sistem merit semester I sebesar 135,10.", False),
    ],
)
def test_figure_of_a_part_of_the_year_is_not_plainly_the_years(text, plain):
    assert [item.plain for item in claims(text)] == [plain]


MOVED = "Dibandingkan tahun 2022, realisasi Indeks sistem merit meningkat dari 268,10 menjadi 271,50."


def test_what_a_result_moved_from_is_of_the_year_it_is_compared_with_and_what_it_became_of_the_report():
    found = [(claim.measure, claim.figure.literal, claim.year, claim.plain) for claim in claims(MOVED)]
    assert found == [("realisasi", "268,10", 2022, True), ("realisasi", "271,50", None, True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Realisasi Indeks sistem merit naik dari 268,10 (2022) menjadi 271,50 (2023).",
        "Realisasi Indeks sistem merit naik dari 268,10 pada tahun 2022 menjadi 271,50 pada tahun 2023.",
    ],
)
def test_years_told_behind_both_ends_of_a_change_are_theirs(sentence):
    found = [(claim.measure, claim.year, claim.plain) for claim in claims(sentence)]
    assert found == [("realisasi", 2022, True), ("realisasi", 2023, True)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Indeks sistem merit meningkat dari 268,10 menjadi 271,50.",
        "Realisasi Indeks sistem merit meningkat dari 268,10 menjadi 271,50.",
        "Dibandingkan tahun 2022, target Indeks sistem merit dinaikkan dari 268,10 menjadi 271,50.",
    ],
)
def test_a_change_without_a_result_or_a_year_is_held_to_nothing_it_does_not_fit(sentence):
    assert not any(claim.plain and claim.measure == "realisasi" for claim in claims(sentence))

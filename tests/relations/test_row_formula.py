"""Figures that follow from others in their row, and which formula is in force where several are in use."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest

from lkjip_audit.judging.model import Manner, Status
from lkjip_audit.relations.engine import run
from lkjip_audit.rulepack.model import Severity
from lkjip_audit.scene.model import Choices
from tests.relations.audited import audited, rules, settings, staged

CAPAIAN = ["No.", "Sasaran", "Indikator Sasaran", "Target", "Realisasi", "Capaian"]
EFISIENSI = ["Sasaran", "Indikator", "Capaian Kinerja (%)", "Penyerapan Anggaran (%)", "Tingkat Efisiensi (%)"]


def capaian(*rows, header=CAPAIAN, **options):
    body = [[number, "Meningkatnya layanan", *row] for number, row in enumerate(rows, 1)]
    return audited([header, *body], **options)


def efisiensi(*rows, declares="", **options):
    told = [[declares], []] if declares else []
    body = [[f"Sasaran {name}", f"Indeks {name}", *row] for name, row in zip("ABCDEF", rows, strict=False)]
    return audited([*told, EFISIENSI, *body], only=["efisiensi-rasio"], **options)


def variants(found, rule="efisiensi-rasio"):
    return {dict(outcome.values).get("variant") for outcome in found.outcomes(rule)}


def sources(found, rule="efisiensi-rasio"):
    return {dict(outcome.values).get("formula_source") for outcome in found.outcomes(rule)}


# Which formula is in force.


def test_formula_that_the_report_declares_is_in_force_against_its_own_rows():
    """All rows are differences, but the report says that efficiency is a ratio."""
    found = efisiensi(
        ["105,00", "95,00", "10,00"],
        ["98,00", "90,00", "8,00"],
        declares="Tingkat efisiensi = capaian kinerja / penyerapan anggaran.",
    )
    assert (variants(found), sources(found)) == ({"rasio"}, {"declared"})
    assert found.told("efisiensi-rasio") == {("E4", "1,11", "material"), ("E5", "1,09", "material")}


def test_formula_of_the_profile_is_in_force_where_the_report_is_silent():
    found = efisiensi(
        ["105,00", "95,00", "10,00"],
        ["98,00", "90,00", "1,09"],
        choices=Choices(variants={"efisiensi": "rasio"}),
    )
    assert (variants(found), sources(found)) == ({"rasio"}, {"profile"})
    assert {outcome.cell.address.a1 for outcome in found.findings()} == {"E2"}


def test_what_the_report_declares_comes_before_the_profile():
    found = efisiensi(
        ["105,00", "95,00", "10,53"],
        ["98,00", "90,00", "8,89"],
        declares="Efisiensi = (capaian kinerja / penyerapan anggaran - 1) x 100%",
        choices=Choices(variants={"efisiensi": "rasio"}),
    )
    assert (variants(found), sources(found)) == ({"persen"}, {"declared"})
    assert found.findings() == []


def test_formula_that_only_half_of_the_rows_agree_on_accuses_nobody():
    """In three of six rows the capaian is 100, so that several formulas give the same."""
    found = efisiensi(
        ["100,00", "98,20", "1,80"],
        ["100,00", "99,14", "0,86"],
        ["100,00", "99,05", "0,95"],
        ["102,76", "96,39", "14,20"],
        ["98,33", "94,06", "9,34"],
        ["91,67", "94,17", "6,73"],
    )
    assert found.findings() == []
    assert {reason for _, reason in found.reasons("efisiensi-rasio")} == {"formula_unknown"}


def test_formula_found_out_by_rows_yields_to_one_that_the_figures_show_in_all_of_them():
    rows = [
        ("100,00", "98,20", 4_812_650_000),
        ("100,00", "99,14", 3_214_975_500),
        ("100,00", "97,35", 1_126_418_000),
        ("100,00", "96,42", 2_684_290_750),
        ("107,50", "95,11", 7_958_314_000),
        ("88,40", "93,77", 5_742_360_200),
    ]
    saved = [86_627_700, 27_648_789, 29_850_077, 96_097_609, 511_719_590, 281_949_886]
    header = ["Kode", "Keluaran", "Capaian (%)", "Serapan (%)", "Nilai Acuan", "Nilai Hemat", "Efisiensi (%)"]
    body = [
        [f"{n:03}", f"Keluaran {n}", c, s, f"{a:,}".replace(",", "."), f"{b:,}".replace(",", "."), f"{b / a:.2%}"]
        for n, ((c, s, a), b) in enumerate(zip(rows, saved, strict=True), 1)
    ]
    found = audited([header, *([*row[:6], row[6].rstrip("%").replace(".", ",")] for row in body)])
    assert found.findings() == []
    assert {reason for _, reason in found.reasons("efisiensi-rasio")} == {"not_in_force"}
    assert len(found.outcomes("hitungan-kepala-kolom", Status.PASS)) == 6


def test_formula_that_most_rows_agree_on_is_in_force_else_and_says_how_many():
    found = efisiensi(["105,00", "95,00", "10,00"], ["98,00", "90,00", "8,00"], ["100,00", "95,00", "7,00"])
    assert (variants(found), sources(found)) == ({"selisih"}, {"rows"})
    finding = found.at("efisiensi-rasio", "E4")
    assert finding.expected_text == "5,00"
    assert (dict(finding.values)["fits"], dict(finding.values)["of"]) == ("2", "3")


def test_a_row_that_is_off_by_rounding_only_shows_the_formula_too():
    """583,03 / 87,19 is 6,687: rounded to 6,69 and filled up with a zero."""
    found = efisiensi(["100,56", "58,14", "1,73"], ["583,03", "87,19", "6,690"], ["99,00", "95,96", "0,96"])
    assert (variants(found), sources(found)) == ({"rasio"}, {"rows"})
    assert found.at("efisiensi-rasio", "E4").expected_text == "1,03"


def test_no_formula_is_assumed_where_no_row_fits_any():
    found = efisiensi(["105,00", "95,00", "44,00"], ["98,00", "90,00", "37,00"])
    assert found.reasons("efisiensi-rasio") == {("E2", "formula_unknown"), ("E3", "formula_unknown")}


# Percentages.


def test_fraction_under_a_percent_format_is_what_it_shows():
    shown = {"v": Decimal("1.0262721893"), "fmt": "0.00%"}
    found = capaian(["Indeks kepuasan", Decimal("84.5"), Decimal("86.72"), shown])
    assert found.at("capaian-rasio", "F2").status is Status.PASS


def test_column_of_bare_fractions_is_read_times_a_hundred():
    found = capaian(
        ["Indeks kepuasan", "84,50", "86,72", "1,03"],
        ["Nilai literasi", "68,50", "70,25", "1,03"],
        ["Nilai SAKIP", "86,35", "85,49", "0,89"],
    )
    assert found.told("capaian-rasio") == {("F4", "0,99", "material")}


# Less is better.


def test_either_formula_of_negative_polarity_holds_where_the_table_says_so():
    header = ["No", "Sasaran Strategis", "Indikator Kinerja", "Polaritas", "Target", "Realisasi", "Capaian"]
    found = capaian(
        ["Persentase pelanggaran", "Negatif", "10,00", "8,00", "120,00"],
        ["Lama layanan izin", "Negatif", "10,00", "8,00", "125,00"],
        header=header,
    )
    assert variants(found, "capaian-rasio") == {"negatif-selisih", "negatif-balik"}
    assert found.findings() == []


def test_polarity_stated_in_the_list_of_indicators_holds_in_other_tables():
    found = audited(
        {
            "IKU": [
                ["Indikator Kinerja Utama"],
                ["No", "Sasaran", "Indikator Kinerja", "Formulasi", "Polaritas", "Sumber Data"],
                [1, "Meningkatnya layanan", "Lama penerbitan izin", "Rata-rata hari", "Negatif", "Laporan"],
                [2, "Meningkatnya mutu", "Indeks kepuasan", "Survei", "Positif", "Survei"],
            ],
            "Capaian": [
                ["Capaian Kinerja"],
                CAPAIAN,
                [1, "Meningkatnya layanan", "Lama penerbitan izin", "10", "8", "120,00%"],
                [2, "Meningkatnya mutu", "Indeks kepuasan", "80,00", "84,00", "105,00%"],
            ],
        },
        only=["capaian-rasio"],
    )
    assert [outcome.status for outcome in found.outcomes("capaian-rasio")] == [Status.PASS, Status.PASS]


def test_indicator_that_names_a_bad_thing_counts_down():
    found = capaian(["Angka kematian ibu", "100", "90", "110,00%"], ["Indeks kepuasan", "80", "84", "105,00%"])
    assert found.at("capaian-rasio", "F2").status is Status.PASS


def test_bad_thing_that_is_dealt_with_counts_up():
    """A "temuan yang ditindaklanjuti" is good: 91,20 of 80 is 114, whatever "temuan" says."""
    found = capaian(
        ["Persentase temuan yang ditindaklanjuti", "80,00%", "91,20%", "91,20%"],
        ["Indeks kepuasan", "80", "84", "105,00%"],
    )
    assert found.told("capaian-rasio") == {("F2", "114,00%", "material")}


def test_unstated_polarity_is_not_guessed():
    found = capaian(["Lama penerbitan izin usaha", "10", "8", "120,00%"], ["Indeks kepuasan", "80", "84", "105,00%"])
    assert found.reasons("capaian-rasio") == {("F2", "polarity_missing")}


def test_positive_indicator_may_not_borrow_the_negative_formula():
    found = capaian(["Indeks kepuasan", "80,00", "84,00", "95,00%"], ["Nilai SAKIP", "80", "88", "110,00%"])
    assert found.told("capaian-rasio") == {("F2", "105,00%", "material")}


FALLING = [["Persentase pelanggaran", "10,00", "8,00", "120,00"], ["Angka kematian ibu", "10,00", "8,00", "125,00"]]


def test_profile_says_which_formula_holds_where_less_is_better():
    found = capaian(*FALLING, choices=Choices(variants={"polaritas": "negatif-balik"}), only=["capaian-rasio"])
    assert found.told() == {("F2", "125,00", "material")}


def test_formula_for_less_is_better_that_the_report_declares_comes_before_the_profile():
    declares = [["Untuk indikator negatif, capaian = (2 x target - realisasi) / target x 100%."], []]
    body = [[number, "Meningkatnya layanan", *row] for number, row in enumerate(FALLING, 1)]
    choices = Choices(variants={"polaritas": "negatif-balik"})
    found = audited([*declares, CAPAIAN, *body], choices=choices, only=["capaian-rasio"])
    assert found.told() == {("F5", "120,00", "material")}


# Caps, zero targets, ranges.


@pytest.mark.parametrize("cap", ["100,00%", "110,00%", "120,00%", "150,00%"])
def test_capaian_that_stops_at_a_round_value_is_not_verifiable_without_a_cap(cap):
    found = capaian(["Jumlah pengunjung", 1000, 5830, cap], ["Indeks kepuasan", "80", "78", "97,50%"])
    assert found.reasons("capaian-rasio") == {("F2", "cap_undeclared")}


def test_round_value_is_no_cap_where_another_row_is_above_it():
    found = capaian(["Jumlah pengunjung", 1000, 5830, "100,00%"], ["Indeks kepuasan", "80", "84", "105,00%"])
    assert found.told("capaian-rasio") == {("F2", "583,00%", "material")}


def test_profile_without_a_cap_holds_a_round_result_to_its_row():
    rows = (["Indeks kepuasan", "80", "160", "120,00"], ["Nilai SAKIP", "80", "88", "110,00"])
    found = capaian(*rows, choices=Choices(uncapped=True), only=["capaian-rasio"])
    assert found.told() == {("F2", "200,00", "material")}


def test_zero_target_is_not_verifiable():
    found = capaian(["Jumlah pelanggaran", "0", "0", "100,00%"], ["Indeks kepuasan", "80", "84", "105,00%"])
    assert found.reasons("capaian-rasio") == {("F2", "zero_divisor")}


def test_missing_operand_is_not_verifiable_and_names_its_cell():
    found = capaian(["Indeks kepuasan", "80,00", None, "105,00%"], ["Nilai SAKIP", "80", "88", "110,00%"])
    outcome = found.at("capaian-rasio", "F2")
    assert outcome.reason == "operand_missing"
    assert dict(outcome.values)["operand"] == "Lembar1!E2"


def test_range_target_is_not_verifiable():
    found = capaian(["Laju inflasi", "2,00 - 4,00%", "3,10%", "100,00%"], ["Indeks kepuasan", "80", "84", "105,00%"])
    assert ("F2", "operand_missing") in found.reasons("capaian-rasio")


def test_figure_that_reads_in_two_ways_is_not_verifiable():
    found = audited(
        [
            ["No", "Indikator", "Target", "Realisasi", "Capaian (%)"],
            [1, "Jumlah pemustaka", 48000, 56317, "119.327"],
            [2, "Jumlah peminjam", 12000, 12317, "106.642"],
        ],
        only=["capaian-rasio"],
    )
    assert found.reasons("capaian-rasio") == {("E2", "ambiguous"), ("E3", "ambiguous")}


def test_figure_that_reads_in_two_ways_is_read_as_what_its_row_computes():
    found = audited(
        [
            ["No", "Indikator", "Target", "Realisasi", "Capaian (%)"],
            [1, "Jumlah pemustaka", 48000, 56317, "117.327"],
            [2, "Jumlah peminjam", 12000, 12317, "102.642"],
        ],
        only=["capaian-rasio"],
    )
    assert found.reasons("capaian-rasio") == set()


# Columns that belong together.


def test_growth_is_of_the_latest_year_over_the_one_before():
    found = audited(
        [
            ["No.", "Sasaran", "Indikator Kinerja", "Realisasi 2022", "Realisasi 2023", "Realisasi 2024", "Kenaikan"],
            [1, "Meningkatnya layanan", "Indeks kepuasan", "80,00", "84,00", "86,00", "2,00"],
            [2, "Meningkatnya mutu", "Nilai mutu", "70,00", "71,00", "75,50", "4,50"],
            [3, "Meningkatnya akuntabilitas", "Nilai SAKIP", "70,00", "71,00", "75,50", "5,50"],
        ]
    )
    assert found.told("pertumbuhan-tahunan") == {("G4", "4,50", "significant")}


def test_this_years_column_may_stand_first():
    found = audited(
        [
            ["Sasaran Strategis", "Indikator Kinerja", "Realisasi 2024", "Realisasi 2023", "Kenaikan"],
            ["Meningkatnya layanan", "Indeks kepuasan", "86,00", "84,00", "2,00"],
            ["Meningkatnya mutu", "Nilai mutu", "75,50", "71,00", "4,50"],
        ]
    )
    assert [outcome.status for outcome in found.outcomes("pertumbuhan-tahunan")] == [Status.PASS, Status.PASS]


def test_sisa_is_of_the_changed_pagu_where_there_is_one():
    found = audited(
        [
            [
                "Kode",
                "Program/ Kegiatan",
                "Anggaran Sebelum Perubahan (Rp)",
                "Anggaran Sesudah Perubahan (Rp)",
                "Realisasi Anggaran (Rp)",
                "Sisa Anggaran (Rp)",
            ],
            ["2.23.03", "Program Arsip", "350.000.000", "353.730.400", "341.361.495", "12.368.905"],
            ["2.23.04", "Program Perlindungan", "160.000.000", "154.060.000", "151.564.395", "8.435.605"],
        ]
    )
    assert found.told("sisa-anggaran") == {("F3", "2.495.605", "material")}


def test_share_is_of_the_total_row():
    found = audited(
        [
            ["Sasaran", "Anggaran (Rp)", "% Anggaran"],
            ["Meningkatnya layanan", "25.000.000", "25,00"],
            ["Meningkatnya akuntabilitas", "75.000.000", "70,00"],
            ["Jumlah", "100.000.000", "100,00"],
        ]
    )
    assert ("C3", "75,00", "minor") in found.told("porsi-anggaran")


def test_people_are_men_and_women_and_a_dash_is_nobody():
    found = audited(
        [
            ["Pegawai menurut Golongan"],
            ["No", "Golongan", "L", "P", "Jumlah"],
            [1, "IV/a", "-", 2, 2],
            [2, "III/d", 2, 4, 7],
        ],
        only=["jumlah-laki-perempuan"],
    )
    assert found.told() == {("E4", "6", "material")}


def test_rounding_is_minor_whatever_the_rule_weighs():
    found = capaian(["Indeks merit", "260,00", "262,00", "100,76%"], ["Indeks kepuasan", "80", "84", "105,00%"])
    finding = found.at("capaian-rasio", "F2")
    assert (finding.manner, finding.severity) == (Manner.CUT, Severity.MINOR)


def test_indicator_of_which_less_is_better_follows_the_formula_of_its_like():
    """The other two rows are turned round; the first, by its words alike, is not."""
    found = capaian(
        ["Angka kematian bayi", "8,00", "6,00", "75,00%"],
        ["Prevalensi stunting", "14,00", "12,60", "110,00%"],
        ["Indeks kepuasan", "80", "84", "105,00%"],
    )
    assert found.told("capaian-rasio") == {("F2", "125,00%", "material")}


def test_plain_formula_stands_where_most_rows_of_which_less_is_better_follow_it():
    found = capaian(
        ["Angka kematian bayi", "8,00", "6,00", "75,00%"],
        ["Jumlah kasus kekerasan", "10", "8", "80,00%"],
        ["Prevalensi stunting", "14,00", "12,60", "110,00%"],
    )
    assert found.findings("capaian-rasio") == []


QUARTERS = [
    "No",
    "Indikator",
    "Satuan",
    "Target Tahunan",
    "Realisasi TW I",
    "Realisasi TW II",
    "Realisasi TW III",
    "Realisasi TW IV",
    "Capaian (%)",
]


def test_year_is_its_last_quarter_or_all_four_together_row_by_row():
    found = audited(
        [
            QUARTERS,
            [1, "Jumlah dokumen perencanaan", "Dokumen", 12, 3, 2, 4, 3, "100,00"],
            [2, "Persentase layanan tepat waktu", "%", "95,00", "22,00", "46,00", "72,00", "96,50", "101,58"],
        ],
        only=["capaian-rasio"],
    )
    assert found.findings() == []
    assert [outcome.status.value for outcome in found.outcomes("capaian-rasio")] == ["pass", "pass"]


def test_row_that_is_neither_where_rows_differ_is_not_verifiable():
    found = audited(
        [
            QUARTERS,
            [1, "Jumlah dokumen perencanaan", "Dokumen", 12, 3, 2, 4, 3, "100,00"],
            [2, "Jumlah rapat", "Rapat", 20, 5, 5, 4, 5, "98,00"],
            [3, "Persentase layanan tepat waktu", "%", "95,00", "22,00", "46,00", "72,00", "96,50", "101,58"],
        ],
        only=["capaian-rasio"],
    )
    assert found.reasons("capaian-rasio") == {("I3", "accumulation_unknown")}


def test_of_several_figures_in_a_cell_none_is_taken_for_the_one_that_is_meant():
    found = audited(
        [
            ["No", "Indikator", "Target", "Realisasi", "Capaian (%)"],
            [1, "Jumlah lembaga", "54 OPD/27 LKD", "27 OPD/ 27 LKD", "100%"],
            [2, "Jumlah pengunjung", "1.000 orang", "900 orang", "90%"],
            [3, "Jumlah pameran", "5 kali", "4 kali", "80%"],
        ],
        only=["capaian-rasio"],
    )
    assert found.told() == set()
    assert ("E2", "several_figures") in found.reasons("capaian-rasio")


def test_percentages_and_amounts_of_money_are_not_subtracted_from_each_other():
    found = audited(
        [
            ["No", "Program", "Anggaran (Rp)", "Realisasi (Rp)", "Sisa (%)"],
            [1, "Program Layanan", "200.000.000", "190.000.000", "5,00"],
            [2, "Program Mutu", "100.000.000", "90.000.000", "10,00"],
        ],
        only=["sisa-anggaran"],
    )
    assert found.told() == set()


def test_an_empty_column_is_no_share_of_a_column_with_one_figure():
    """That nothing is a share of nothing shows nothing: noughts are no one row's share."""
    header = ["No", "Bagian", "Tunjangan", "Porsi (%)"]
    rows = [[n, f"Bagian {n}", 103_836_064 if n == 2 else 0, 0] for n in range(1, 8)]
    assert audited([header, *rows], only=["porsi-kolom", "porsi-anggaran"]).findings() == []


def of_quarters(changes=None):
    """Indicators with a target for the year, which has a date, and one for each quarter, which add up or do not."""
    grid = [
        [
            "No",
            "Indikator",
            "Satuan",
            "Target 2025",
            *(cell for n in ("I", "II", "III", "IV") for cell in (f"TW {n}", None, None)),
        ],
        [None, None, None, None, *["Target", "Realisasi", "%"] * 4],
    ]
    told = [
        ("Sampel diuji", "sampel", 4_800, [(960, 883), (1_200, 1_216), (1_440, 1_523), (1_200, 1_188)]),
        ("Petugas dilatih", "orang", 360, [(72, 80), (90, 92), (108, 101), (90, 81)]),
        ("Kelompok didampingi", "kelompok", 124, [(24, 23), (31, 31), (37, 36), (32, 30)]),
        ("Ternak sehat", "%", "92,50", [(87, 88), (89, 87), (88, 88), ("92,50", "94,72")]),
        ("Kepuasan", "indeks", "86,40", [(81, 78), (83, 84), (85, 84), ("86,40", "88,70")]),
        ("Tepat waktu", "%", "97,25", [(91, 87), (93, 97), (95, 92), ("97,25", "99,51")]),
        ("Layanan daring", "%", "75,00", [(60, 61), (65, 66), (70, 69), ("75,00", "74,10")]),
    ]
    for number, (name, unit, year, quarters) in enumerate(told, 1):
        row = [number, name, unit, year]
        for target, result in quarters:
            values = [float(str(figure).replace(",", ".")) for figure in (target, result)]
            row += [target, result, f"{values[1] / values[0] * 100:.2f}".replace(".", ",")]
        grid.append(row)
    for (row, column), value in (changes or {}).items():
        grid[row][column] = value
    return grid


QUARTERS_MERGED = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:J1", "K1:M1", "N1:P1"]


def test_a_quarter_is_measured_by_its_own_target_though_only_that_of_the_year_is_dated():
    found = audited(of_quarters(), merges=QUARTERS_MERGED, only=["capaian-rasio"])
    assert [item.status for item in found.outcomes("capaian-rasio")] == [Status.PASS] * 28
    wrong = audited(of_quarters({(3, 15): "93,00"}), merges=QUARTERS_MERGED, only=["capaian-rasio"])
    assert wrong.told() == {("P4", "90,00", "material")}


def test_what_the_report_declares_is_looked_for_once_however_many_rows_fall(monkeypatch):
    asked = []

    class Texts(tuple):
        def __iter__(self):
            asked.append(1)
            return super().__iter__()

    rows = [[f"Persentase keluhan {row}", "20", "25", "75,00", "Negatif"] for row in range(40)]
    scene = staged([["Indikator", "Target", "Realisasi", "Capaian (%)", "Polaritas"], *rows])
    scene = replace(scene, texts=Texts(scene.texts))
    run([rule for rule in rules().values() if rule.id == "capaian-rasio"], settings(), scene)
    assert 0 < len(asked) < 20


def test_spending_that_was_paid_back_is_deducted_where_the_figures_show_it():
    """Nine of thirty rows have something paid back; rest and percentage are those of what was spent net, in all."""
    dice, rows = Random(4), []
    for at in range(30):
        budget, spent = dice.randrange(10**8, 10**9), dice.randrange(10**7, 9 * 10**7)
        back = dice.randrange(10**4, 10**6) if at % 10 < 3 else 0
        percent = f"{100 * Decimal(spent - back) / budget:.6f}".replace(".", ",")
        rows.append([f"Belanja {at + 1}", budget, spent, back, spent - back, percent, budget - spent + back])
    header = [
        "Uraian",
        "Anggaran (Rp)",
        "Realisasi (Rp)",
        "Pengembalian (Rp)",
        "Netto (Rp)",
        "Serapan (%)",
        "Sisa (Rp)",
    ]
    only = ["serapan-rasio", "sisa-anggaran", "hubungan-tampak-rasio", "hubungan-tampak-jumlah"]
    assert audited([header, *rows], only=only).told() == set()
    rows[4][6] += 700_000
    assert {cell[1:] for cell, *_ in audited([header, *rows], only=only).told()} == {"6"}

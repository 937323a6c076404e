"""Stated changes: between the two figures that the sentence or the table names."""

from dataclasses import replace

import pytest

from lkjip_audit.judging.model import Status
from lkjip_audit.rulepack.limits import in_force, limits
from lkjip_audit.scene import model as scene_model
from tests.relations.audited import audited

RULE = "perubahan-antar-tahun"
YEARS = [
    ["Perbandingan Anggaran dan Realisasi Sistem Merit"],
    ["Tahun", "Anggaran Rp.", "Target Indeks", "Realisasi Capaian Indeks", "Ket"],
    [2022, "4.839.362.450", "260,00", "262,00", None],
]


def told(*sentences):
    return audited([[sentence] for sentence in sentences], only=[RULE])


@pytest.mark.parametrize(
    "sentence",
    [
        "Nilai SAKIP naik 4,10 poin dari 79,25 menjadi 83,35 pada tahun 2024.",
        "Dari 79,25 menjadi 83,35, nilai SAKIP naik 4,10 poin.",
        "Nilai SAKIP tahun 2024 sebesar 83,35 (predikat A), naik 4,10 poin dari 79,25 (predikat BB).",
        "Realisasi sebesar Rp7.228.380.524 naik Rp271.234.039 atau 3,90% dari tahun 2023 sebesar Rp6.957.146.485.",
        "Pagu berubah dari Rp7.218.927.480 menjadi Rp7.336.182.765 atau bertambah Rp117.255.285.",
        "Nilai daerah 70,25 lebih rendah 2,19 poin daripada nilai nasional 72,44.",
        "Jumlah pemustaka meningkat 25,25% dari 44.962 orang menjadi 56.317 orang.",
    ],
)
def test_change_that_its_two_figures_give_holds(sentence):
    found = told(sentence)
    assert found.findings() == []
    assert found.outcomes(RULE, Status.PASS) != []


@pytest.mark.parametrize(
    ("sentence", "expected", "severity"),
    [
        ("Cakupan naik 30,91 poin dari 49,00 menjadi 75,91 pada tahun 2023.", "26,91 poin", "material"),
        ("Nilai tahun ini 83,35, naik 4,01 poin dari 79,25.", "4,10 poin", "material"),
        ("Pagu turun Rp2.150.769.227 dari Rp4.839.362.450 menjadi Rp2.688.593.227.", "Rp2.150.769.223", "minor"),
        ("Jumlah pemustaka meningkat 22,25% dari 44.962 orang menjadi 56.317 orang.", "25,25%", "material"),
    ],
)
def test_change_that_its_two_figures_do_not_give_is_found(sentence, expected, severity):
    assert told(sentence).told() == {("A1", expected, severity)}


@pytest.mark.parametrize("stated", ["2,00%", "5,00%"])
def test_points_and_percent_may_both_be_meant(stated):
    assert told(f"Cakupan layanan naik {stated} dari 40,00% menjadi 42,00%.").findings() == []


def test_change_beside_nothing_to_compare_is_not_verifiable():
    found = told("Nilai SAKIP tahun 2024 naik 4,10 poin dibandingkan tahun sebelumnya.")
    assert found.reasons(RULE) == {("A1", "nothing_to_compare")}


@pytest.mark.parametrize(
    "sentence",
    [
        "Tingkat efisiensi sebesar 1,06 sehingga dinyatakan efisien.",
        "Kinerja meningkat menjadi 83,35 pada tahun 2024.",
        "Capaian meningkat dari target 84,50 yang ditetapkan.",
    ],
)
def test_figure_that_is_no_change_is_left_alone(sentence):
    assert told(sentence).outcomes(RULE) == []


def test_remark_in_a_table_of_years_is_held_to_its_columns():
    found = audited(
        [*YEARS, [2023, "2.688.593.227", "270,00", "271,50", "EFISIEN 2.150.769.223 NAIK 9,5"]], only=[RULE]
    )
    assert [outcome.status for outcome in found.outcomes(RULE)] == [Status.PASS, Status.PASS]


def test_wrong_remark_in_a_table_of_years_is_found():
    found = audited([*YEARS, [2023, "2.688.593.227", "270,00", "271,50", "NAIK 8,5"]], only=[RULE])
    assert found.told() == {("E4", "9,5", "material")}


def test_sentence_under_a_table_of_years_is_held_to_it():
    found = audited(
        [
            *YEARS,
            [2023, "2.688.593.227", "270,00", "271,50", None],
            [],
            ["Anggaran mengalami penurunan senilai Rp. 2.150.769.227 dibandingkan tahun sebelumnya."],
        ],
        only=[RULE],
    )
    assert found.told() == {("A6", "Rp. 2.150.769.223", "minor")}


# Changes that tables of other sheets know the figures of.

REPORT = [
    ["Perbandingan Realisasi Kinerja Tahun 2022 dan 2023"],
    ["No", "Sasaran", "Indikator Kinerja", "Realisasi 2022", "Realisasi 2023"],
    [1, "Meningkatnya penerapan sistem merit", "Indeks sistem merit", "295,5", "312"],
    [2, "Meningkatnya akuntabilitas kinerja", "Nilai SAKIP", "80,68", "80,86"],
]


def growth(*sentences):
    return audited({"A": REPORT, "B": [[text] for text in sentences]}, only=["perubahan-antar-tahun"])


def test_growth_in_percent_is_held_to_the_years_that_the_tables_know():
    """312 over 295,5 is 5,58%: 5,76% was divided by 295."""
    found = growth(
        "Indeks sistem merit tahun 2023 sebesar 312. Capaian ini meningkat sebesar 16,5 poin atau 5,76% bila "
        "dibandingkan dengan capaian pada tahun 2022 sebesar 295,5."
    )
    assert {item[:2] for item in found.told()} == {("A1", "5,58%")}


def test_right_growth_and_points_pass():
    found = growth(
        "Indeks sistem merit tahun 2023 sebesar 312. Capaian ini meningkat sebesar 16,5 poin atau 5,58% bila "
        "dibandingkan dengan tahun 2022."
    )
    assert found.findings() == []
    assert len(found.outcomes("perubahan-antar-tahun", Status.PASS)) == 2


def test_growth_of_something_that_no_table_knows_has_nothing_to_compare():
    found = growth("Jumlah peserta pelatihan meningkat 5,76% dibandingkan tahun 2022.")
    assert found.reasons("perubahan-antar-tahun") == {("A1", "nothing_to_compare")}


# What is no change, and years of something else.

TRAINING = [
    ["Tabel 3.4 Alokasi Anggaran per Sasaran"],
    ["No", "Sasaran", "Indikator Kinerja", "Anggaran (Rp)", "% Anggaran"],
    [1, "Terampilnya penyuluh", "Persentase penyuluh yang mengikuti peningkatan kapasitas", "400.000.000", "16,00"],
    [2, "Tertibnya arsip", "Nilai pengawasan kearsipan", "2.100.000.000", "84,00"],
    ["", "Jumlah", "", "2.500.000.000", "100,00"],
    [],
    [],
    ["Dari seluruhnya, untuk Persentase penyuluh yang mengikuti peningkatan kapasitas sebesar 16,00%."],
]
ACTIVITIES = [
    ["Perbandingan Anggaran dan Jumlah Kegiatan"],
    ["Tahun", "Anggaran Rp.", "Jumlah Kegiatan", "Ket"],
    [2022, "350.000.000", "9", None],
    [2023, "400.000.000", "23", None],
]


def test_a_word_of_change_within_the_name_of_an_indicator_tells_no_change():
    found = audited([*TRAINING, [], [], *ACTIVITIES], only=[RULE])
    assert found.outcomes(RULE) == []


def test_a_change_is_not_held_to_years_with_another_table_in_between():
    sentence = ["Jumlah pengunjung meningkat sebesar 16,00%."]
    beside = audited([sentence, [], *ACTIVITIES], only=[RULE])
    apart = audited([sentence, [], *TRAINING[:-1], *ACTIVITIES], only=[RULE])
    assert {outcome.status for outcome in beside.outcomes(RULE)} == {Status.FINDING}
    assert apart.reasons(RULE) == {("A1", "nothing_to_compare")}


@pytest.mark.parametrize(
    ("told_change", "expected"),
    [
        ("5,87", None),
        ("8,57", "5,87 persen"),
        ("5,78", "5,87 persen"),
        ("58,7", "5,9 persen"),
        ("1,44", None),
        ("9", None),
    ],
)
def test_slip_in_a_change_between_two_figures_of_its_sentence_in_one_unit_is_found(told_change, expected):
    text = f"Produksi ikan mencapai 19.127 ton, naik {told_change} persen dibanding tahun 2023 sebesar 18.066 ton."
    assert [item.expected_text for item in audited([[text]], only=["perubahan-antar-tahun"]).findings()] == (
        [expected] if expected else []
    )


@pytest.mark.parametrize(
    ("old", "new", "change", "found"),
    [
        ("71,02", "71,48", "0,46", False),
        ("70,12", "71,48", "0,46", True),
        ("71,02", "71,84", "0,46", True),
        ("71,02", "71,48", "0,64", True),
        ("60,00", "71,48", "0,46", False),
    ],
)
def test_slip_in_what_a_sentence_tells_from_one_figure_to_another_is_found(old, new, change, found):
    text = f"Angka Harapan Hidup meningkat dari {old} menjadi {new} atau naik {change} poin."
    assert bool(audited([[text]], only=["perubahan-antar-tahun"]).findings()) is found


def years_of_change(third=2023):
    return [
        ["Perkembangan Kemantapan Jalan"],
        ["Tahun", "Tingkat Kemantapan (%)", "Ket"],
        [2021, "65,42", None],
        [2022, "71,77", "Naik 6,35 poin"],
        [third, "75,79", "Naik 4,02 poin"],
        [2024, "79,44", "Naik 3,65 poin"],
        [2025, "80,72", "Naik 1,28 poin"],
    ]


def test_years_of_a_table_are_compared_as_they_stand_beside_each_other():
    found = audited(years_of_change(), only=[RULE])
    assert len(found.outcomes(RULE, Status.PASS)) == 4


def test_a_mistyped_year_accuses_no_change_beside_it():
    assert audited(years_of_change(third=6023), only=[RULE]).findings() == []


def changes(*, kept="5,55", percent="6,88"):
    """An index year by year beside a count of people, what it rose by, and the same in percent of the year before."""
    heads = ["Tahun", "Responden (orang)", "Nilai IKM", "Kenaikan Nilai", "Kenaikan (%)"]
    rows = [("2022", 260, "78,29", None, None), ("2023", 160, "78,23", "-0,06", "-0,08")]
    rows += [("2024", 279, "80,72", "2,49", "3,18"), ("2025", 101, "86,27", kept, percent)]
    return audited([["Perkembangan IKM"], heads, *map(list, rows)], only=[RULE])


def test_changes_in_percent_are_told_by_their_header():
    assert changes().findings() == []


def test_a_slip_in_a_column_of_changes_is_told_however_far_it_is_off():
    assert {(cell, expected) for cell, expected, _ in changes(kept="9,55").told()} == {("D6", "5,55")}
    assert {(cell, expected) for cell, expected, _ in changes(percent="68,8").told()} == {("E6", "6,9")}


def test_year_of_the_report_is_counted_once_however_many_changes_are_told(monkeypatch):
    counted, most_named = [], scene_model._most_named
    monkeypatch.setattr(scene_model, "_most_named", lambda *named: counted.append(1) or most_named(*named))
    told = "Realisasi tahun 2024 naik {} orang dibanding tahun lalu sebesar {} orang."
    audited([[told.format(row, 100 + row)] for row in range(40)])
    assert 0 < len(counted) < 20


def violations(place: str = "", value: object = None):
    """Years down the rows, with the change and the growth from the year before."""
    grid = [
        ["Perkembangan Pelanggaran dan Penyelesaian"],
        ["Tahun", "Pelanggaran", "Selesai", "Belum Selesai", "Kenaikan dari Tahun Sebelumnya", "Pertumbuhan (%)"],
        [2021, 98, 61, 37, None, None],
        [2022, 121, 84, 37, 23, "23,47"],
        [2023, 143, 109, 34, 22, "18,18"],
        [2024, 178, 152, 26, 35, "24,48"],
        [2025, 265, 231, 34, 87, "48,88"],
    ]
    if place:
        grid[int(place[1:]) - 1]["ABCDEF".index(place[0])] = value
    return audited(grid, only=[RULE])


def test_growth_in_a_column_of_percent_is_no_difference():
    found = violations()
    assert found.findings() == []
    assert {outcome.cell.address.a1 for outcome in found.outcomes(RULE, Status.PASS)} >= {"F4", "F5", "F6", "F7"}


@pytest.mark.parametrize(("place", "value", "told"), [("F5", "18,81", "F5"), ("F6", "24,84", "F6")])
def test_one_row_of_a_column_of_changes_is_held_to_what_the_others_show(place, value, told):
    found = violations(place, value)
    assert {outcome.cell.address.a1 for outcome in found.findings()} == {told}


def test_a_column_of_changes_of_which_no_row_shows_how_it_is_computed_accuses_nobody():
    found = audited(
        [
            ["Perbandingan Anggaran"],
            ["Tahun", "Anggaran Rp.", "Perubahan (%)"],
            [2021, "1.500.000.000", None],
            [2022, "1.650.000.000", "9,4"],
            [2023, "1.815.000.000", "9,6"],
            [2024, "1.996.500.000", "9,1"],
        ],
        only=[RULE],
    )
    assert found.findings() == []


def test_a_gap_between_target_and_result_is_no_change_between_years():
    """The gap of 2,1 in 2017 lies near the 2,2 by which the target rose."""
    figures = [("84,1", "81,5", "-2,6"), ("86,2", "82,3", "-3,9"), ("88,4", "86,3", "-2,1"), ("90,5", "87,0", "-3,5")]
    rows = [[2015 + at, *row] for at, row in enumerate(figures)]
    grid = [["Pola Pangan Harapan"], ["Tahun", "Target", "Capaian", "Kesenjangan"], *rows]
    assert audited(grid, only=[RULE]).findings() == []


def test_changes_beyond_what_is_tried_in_one_workbook_are_told_as_not_tested():
    sentences = [f"Nilai SAKIP unit {at} naik 4,10 poin dari 79,25 menjadi 83,35." for at in range(6)]
    assert {item.status for item in told(*sentences).outcomes(RULE)} == {Status.PASS}
    few = replace(limits(), prose=replace(limits().prose, change_pairs=3))
    with in_force(few):
        found = told(*sentences)
    outcomes = sorted(found.outcomes(RULE), key=lambda item: item.cell.address.row)
    assert outcomes[0].status is Status.PASS
    assert {item.reason for item in outcomes[3:]} == {"too_many_changes"}
    assert found.findings() == []

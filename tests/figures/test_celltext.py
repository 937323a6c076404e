"""What the text of a cell reads as."""

from decimal import Decimal

import pytest

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.figures.parse import Marks, read_text

AMBIGUOUS = ReadingKind.AMBIGUOUS


def values(text, marks=Marks.UNKNOWN, unit=None):
    reading = read_text(text, marks, unit)
    assert reading.kind is ReadingKind.FIGURES, reading
    return [figure.amount for figure in reading.figures]


@pytest.mark.parametrize(
    ("text", "value", "decimals", "unit"),
    [
        ("14.645.969.413,00", "14645969413", 2, None),
        ("Rp. 2.688.593.227", "2688593227", 0, "Rp"),
        ("Rp.      4.325.170.000", "4325170000", 0, "Rp"),
        ("Rp500.000,-", "500000", 0, "Rp"),
        ("10.927.840.003,-", "10927840003", 0, None),
        ("4,311,989,853.00", "4311989853", 2, None),
        ("100,56%", "100.56", 2, "%"),
        ("0.70 %", "0.7", 2, "%"),
        ("99,63 persen", "99.63", 2, "%"),
        ("13.02(%)", "13.02", 2, "%"),
        ("270.00(indeks)", "270", 2, "indeks"),
        ("86.35(nilai)", "86.35", 2, "nilai"),
        ("600%", "600", 0, "%"),
        ("3%", "3", 0, "%"),
        ("1.332 orang", "1332", 0, "orang"),
        ("50.00 Orang", "50", 2, "orang"),
        ("110 Orang/bulan", "110", 0, "orang/bulan"),
        ("9.321\neksp", "9321", 0, "eksp"),
        ("3 keg.", "3", 0, "keg"),
        ("30 hari kerja", "30", 0, "hari kerja"),
        ("88/100.000 KH", "88", 0, "per 100000 kh"),
        ("5,6 /1000 KH", "5.6", 1, "per 1000 kh"),
        ("73.39", "73.39", 2, None),
        ("0,8967", "0.8967", 4, None),
        ("-5,2", "-5.2", 1, None),
        ("-0,06", "-0.06", 2, None),
        ("-20 dokumen", "-20", 0, "dokumen"),
        ("2023", "2023", 0, None),
        ("0", "0", 0, None),
    ],
)
def test_spellings_that_say_one_number(text, value, decimals, unit):
    reading = read_text(text)
    assert reading.kind is ReadingKind.FIGURES
    assert reading.text == text
    figure = reading.figure
    assert (figure.value, figure.decimals, figure.unit) == (Decimal(value), decimals, unit)
    assert len(reading.figures) == 1
    assert figure.literal == text.strip()
    assert figure.span == (0, len(text))


@pytest.mark.parametrize(
    ("text", "amount", "multiplier"),
    [
        ("Rp2,4 miliar", 2_400_000_000, 10**9),
        ("Rp 1,2 Triliun", 1_200_000_000_000, 10**12),
        ("Rp 2,4 M", 2_400_000_000, 10**9),
        ("Rp1,2T", 1_200_000_000_000, 10**12),
        ("750 juta rupiah", 750_000_000, 10**6),
        ("Rp 50 rb", 50_000, 10**3),
        ("185.80 Triliun Rupiah", 185_800_000_000_000, 10**12),
    ],
)
def test_multiplier_words(text, amount, multiplier):
    figure = read_text(text).figure
    assert (figure.amount, figure.multiplier, figure.unit) == (amount, multiplier, "Rp")


def test_m_is_a_multiplier_of_money_only():
    assert read_text("2,4 M").figure.multiplier == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("(16.726.000)", -16_726_000),
        ("(Rp 5.000)", -5000),
        ("Rp (5.000.000)", -5_000_000),
        ("Rp -5.000", -5000),
        ("-Rp5.000", -5000),
        ("(241.496.500)", -241_496_500),
    ],
)
def test_negatives(text, value):
    figure = read_text(text).figure
    assert figure.value == value
    assert figure.literal == text


@pytest.mark.parametrize("dash", ["-", "\N{EN DASH}", "\N{MINUS SIGN}", "\N{NON-BREAKING HYPHEN}"])
def test_every_dash_can_be_a_minus(dash):
    figure = read_text(f"{dash}5,2").figure
    assert figure.value == Decimal("-5.2")
    assert figure.literal == f"{dash}5,2"


@pytest.mark.parametrize(
    ("text", "value", "flaw"),
    [
        ("271, 50", "271.50", "space_inside"),
        ("271 ,50", "271.50", "space_inside"),
        ("100, 56%", "100.56", "space_inside"),
        ("1,584,085, 700", "1584085700", "space_inside"),
        ("48. 592.221.203,-", "48592221203", "space_inside"),
        ("99,00%%", "99.00", "double_percent"),
        ("1.203.440*", "1203440", "footnote"),
        ("100% tepat waktu", "100", "trailing_words"),
    ],
)
def test_odd_typing_is_read_and_flagged(text, value, flaw):
    figure = read_text(text).figure
    assert figure.value == Decimal(value)
    assert figure.flaws == (flaw,)


@pytest.mark.parametrize(
    ("text", "value", "grade"),
    [
        ("A (86,35)", "86.35", "A"),
        ("BB (75,2)", "75.2", "BB"),
        ("86,35 (A)", "86.35", "A"),
        ("86,35 / A", "86.35", "A"),
        ("Nilai A (86,35)", "86.35", "A"),
        ("Sangat Baik (88,31)", "88.31", "sangat baik"),
        ("3,25 (Baik)", "3.25", "baik"),
    ],
)
def test_a_score_with_its_predicate(text, value, grade):
    reading = read_text(text)
    figure = reading.figure
    assert (figure.value, figure.grade) == (Decimal(value), grade)
    assert figure.literal == value.replace(".", ",")
    assert text[slice(*figure.span)] == figure.literal


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("100 (99,77)", [("100", None), ("99.77", None)]),
        ("198.871.147,00\n(91,65%)", [("198871147.00", None), ("91.65", "%")]),
        ("200 orang (20%)", [("200", "orang"), ("20", "%")]),
        ("90%\n20%", [("90", "%"), ("20", "%")]),
        ("12 bulan 24 kali", [("12", "bulan"), ("24", "kali")]),
        ("1 unit 1 unit", [("1", "unit"), ("1", "unit")]),
        ("672,000,000.00 1,050,000,000", [("672000000.00", None), ("1050000000", None)]),
        ("1. 100%\n2. 95%", [("100", "%"), ("95", "%")]),
        ("- 100%\n- 95%", [("100", "%"), ("95", "%")]),
    ],
)
def test_cells_with_two_figures(text, figures):
    reading = read_text(text)
    assert reading.kind is ReadingKind.FIGURES
    assert [(str(figure.value), figure.unit) for figure in reading.figures] == figures


@pytest.mark.parametrize(
    "text", ["3 (tiga)", "tiga (3) dokumen", "3 (tiga) dokumen", "3 ( Tiga ) dokumen", "3 (tiga dokumen)"]
)
def test_words_that_confirm_the_digits(text):
    figure = read_text(text).figure
    assert figure.value == 3
    assert figure.flaws == ()


def test_words_that_differ_from_the_digits_leave_both():
    reading = read_text("3 (empat)")
    assert reading.kind is AMBIGUOUS
    assert [figure.value for figure in reading.figures] == [3, 4]
    assert [figure.literal for figure in reading.figures] == ["3 (empat)", "empat"]
    assert all(figure.flaws == ("terbilang_differs",) for figure in reading.figures)


def test_words_decide_what_digits_leave_open():
    assert values("5.208 (lima ribu dua ratus delapan)") == [5208]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("202.955", ["202955", "202.955"]),
        ("203,440*", ["203440", "203.440"]),
        ("203,440 orang", ["203440", "203.440"]),
        ("20.000 meter", ["20000", "20.000"]),
        ("12.345%", ["12345", "12.345"]),
        ("- 16,5", ["16.5", "-16.5"]),
        ("5.000.000-", ["5000000", "-5000000"]),
        ("(95%)", ["95", "-95"]),
        ("(1 Dokumen)", ["1", "-1"]),
        ("Rp 2.688 miliar", ["2688", "2.688"]),
    ],
)
def test_what_can_mean_two_numbers_lists_both(text, meant):
    reading = read_text(text)
    assert reading.kind is AMBIGUOUS
    assert reading.figure is None
    assert [str(figure.value) for figure in reading.figures] == meant


@pytest.mark.parametrize(
    "text",
    [
        "125..000",
        "3.8000.000.000,00",
        "227.199732,00",
        "227.199732",
        "14.645.96.413",
        "2.688,593.227",
        "1234.567",
        "1.500.00",
        "14 645 969 413",
        "55 505 surat SK",
        "9.841 187",
        "4 11",
        "1. 592.221.203",
        "12. 500",
        "10.000, 20.000",
        "2283/3008",
        "Rp 14 miliar 645 juta",
        "Rp.000",
    ],
)
def test_malformed_numbers_are_never_guessed(text):
    assert read_text(text).kind is AMBIGUOUS


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "-",
        "- -",
        "--",
        "–",
        "NA",
        "N/A",
        "n/a",
        "n.a.",
        "nihil",
        "Nihil",
        "null",
        "Rp -",
        "Rp.",
        "- lembar",
        "- orang",
        "Tidak ada",
        "belum tersedia",
        "...",
        "\xa0",
    ],
)
def test_nil(text):
    assert read_text(text).kind is ReadingKind.NIL


@pytest.mark.parametrize("text", ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "-Infinity", "NaN", "#####", "Err:502"])
def test_errors(text):
    assert read_text(text).kind is ReadingKind.ERROR


@pytest.mark.parametrize(
    "text",
    [
        "5.03.01.2.01",
        "5.03.01",
        "4.05.4.05.01.01.02",
        "196809241991031004",
        "19680924 199103 1 004",
        "007",
        "DPPA/B.1/5.03.5.04.0.00.01.0000/001/2023",
        "PER/09/M.PAN/05/2007",
        "1.",
        "12)",
        "3517123456789012",
    ],
)
def test_codes(text):
    assert read_text(text).kind is ReadingKind.CODE


@pytest.mark.parametrize("text", ["12 Juli 2023", "31/12/2023", "31-12-2023", "12.07.2023", "2023-12-31", "Mei 2023"])
def test_dates(text):
    assert read_text(text).kind is ReadingKind.DATE


@pytest.mark.parametrize(
    "text",
    [
        "Sasaran 2",
        "Triwulan II",
        "Triwulan 2",
        "eselon III/b",
        "Juara II",
        "S1",
        "D.III",
        "A",
        "Baik",
        "2. Sekretaris",
        "3.1 Capaian Kinerja",
        "2.1 Persentase seleksi aparatur",
        "1) Sekretaris",
        "85 s.d 100",
        "70 s.d < 85",
        "<55",
        "> 100",
        "0 – 5,99%",
        "10-147",
        "2021-2026",
        "minimal 80",
        "12=(10-6)",
        "(5)/(4)x100%",
        "10-6",
        "Jumlah ASN x 100%",
        "1O.000",
        "5G",
        "1 : 20",
        "Tahun 2023",
        "Persentase ASN yang mengikuti diklat 13,02%",
        "Nomor 53 Tahun 2014",
        "< inflasi nasional",
    ],
)
def test_what_is_no_single_figure_is_text(text):
    assert read_text(text).kind is ReadingKind.TEXT


def test_the_column_decides_what_the_cell_leaves_open():
    assert values("202.955", Marks.INDONESIAN) == [202955]
    assert values("202.955", Marks.ENGLISH) == [Decimal("202.955")]
    assert values("203,440", Marks.INDONESIAN) == [Decimal("203.440")]
    assert values("203,440", Marks.ENGLISH) == [203440]


def test_a_clear_cell_stays_as_it_is_and_is_flagged():
    reading = read_text("4,311,989,853.00", Marks.INDONESIAN)
    assert reading.figure.value == Decimal("4311989853.00")
    assert reading.figure.flaws == ("english_marks",)
    assert read_text("86,35", Marks.ENGLISH).figure.flaws == ("indonesian_marks",)
    assert read_text("86,35", Marks.INDONESIAN).figure.flaws == ()


def test_unit_and_column_that_disagree_decide_nothing():
    assert read_text("Rp 202.955", Marks.ENGLISH).kind is AMBIGUOUS
    assert read_text("12.345%", Marks.INDONESIAN).kind is AMBIGUOUS


def test_the_columns_unit_decides_like_the_cells_own():
    assert values("202.955", unit="Rp") == [202955]
    assert values("1.332", unit="orang") == [1332]
    assert read_text("202.955", unit="%").kind is AMBIGUOUS
    assert read_text("1.332", unit="orang").figure.unit is None


def test_digits_of_other_scripts_are_not_read():
    assert read_text("\N{ARABIC-INDIC DIGIT ONE}\N{ARABIC-INDIC DIGIT TWO}").kind is ReadingKind.TEXT


def test_no_break_spaces_are_spaces_and_stay_in_the_literal():
    figure = read_text("Rp\u00a02.688.593.227").figure
    assert figure.value == 2_688_593_227
    assert figure.literal == "Rp\u00a02.688.593.227"

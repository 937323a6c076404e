"""The figures and years of sentences; most are from real reports."""

from decimal import Decimal

import pytest

from lkjip_audit.figures.model import ReadingKind
from lkjip_audit.figures.parse import Marks, find_figures, find_figures_and_years, find_readings, find_years


def literals(text):
    return [figure.literal for figure in find_figures(text)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        (
            "Dengan pagu anggaran 2023 sebesar Rp. 14.645.969.413,00 terealisasi Rp. 12.794.779.239,00 atau "
            "sebesar 87,36%.",
            ["Rp. 14.645.969.413,00", "Rp. 12.794.779.239,00", "87,36%"],
        ),
        (
            "3. Sasaran ke-3 : efisiensi sebesar 0,99 karena untuk mencapai kinerja 99,00%% diperlukan "
            "capaian anggaran 99,63% dari total.",
            ["0,99", "99,00%%", "99,63%"],
        ),
        (
            "Total Tahun 2023 sebesar 3008, terdiri dari 10 orang CPNS, 2.582 PNS, 67 PTT dan 349 PPPK.",
            ["3008", "10 orang", "2.582 PNS", "67 PTT", "349 PPPK"],
        ),
        (
            "didukung oleh 42 pegawai, kebutuhan sebanyak 114 orang atau masih terpenuhi sebesar 36,84%",
            ["42 pegawai", "114 orang", "36,84%"],
        ),
        (
            r"efisiensi sebesar $(98,20\%/98,26\%-1)\times100\% = -0,06\%$.",
            ["98,20\\%", "98,26\\%", "1", "-0,06\\%"],
        ),
        ("naik dari Rp2,4 miliar menjadi Rp 1,2 Triliun", ["Rp2,4 miliar", "Rp 1,2 Triliun"]),
        ("dari nilai 16 menjadi 18. Hal ini didukung", ["16", "18"]),
        ("melalui 3 (tiga) sasaran", ["3 (tiga) sasaran"]),
        ("peringkat ke-2 dari 38 kabupaten/ kota se-Jawa Timur", ["38 kabupaten/ kota"]),
        ("mengalami peningkatan 0,18 poin", ["0,18 poin"]),
        ("memperoleh 2 kegiatan dan 85% program", ["2 kegiatan", "85%"]),
        ("**58,14%**", ["58,14%"]),
        ("<b>EFISIEN</b> <b>2.150.769.227</b> <b>NAIK 9,5</b>", ["2.150.769.227", "9,5"]),
        ("pada tahun 2023 terdapat 2023 orang", ["2023 orang"]),
        ("sebesar Rp 2023", ["Rp 2023"]),
        ("memiliki dua puluh (20) pegawai", ["dua puluh (20) pegawai"]),
        ("menetapkan tiga (3) sasaran", ["tiga (3) sasaran"]),
        ("tercapai 5 orang (20%) dari 25 orang", ["5 orang", "20%", "25 orang"]),
    ],
)
def test_figures_of_real_sentences(sentence, found):
    assert literals(sentence) == found
    for figure in find_figures(sentence):
        assert sentence[slice(*figure.span)] == figure.literal


@pytest.mark.parametrize(
    "text",
    [
        "pada tanggal 12 Juli 2023",
        "sampai dengan tanggal 31 Desember 2023",
        "tanggal 5 s.d 7 Maret 2023",
        "tanggal 31/12/2023",
        "Peraturan Menteri Nomor 53 Tahun 2014",
        "Peraturan Menteri PANRB No. 3 Tahun 2020",
        "PermenPANRB 88/2021 dan Perpres 29 Tahun 2014",
        "Nomor:032/2037/415.41/2023",
        "Nomor 85/KEP.KSN/C/VII/2023",
        "DPPA/B.1/5.03.5.04.0.00.01.0000/001/2023",
        "PER/09/M.PAN/05/2007",
        "kegiatan 5.03.01.2.01 dan 5.03.01.2.02.07",
        "NIP. 196809241991031004",
        "NIP 19680924 199103 1 004",
        "19680924 199103 1 004",
        "Tabel 3.1.2 dan Tabel 3.1.3",
        "Tabel 3.1, 3.2 dan 3.3",
        "lihat Lampiran 3 dan Gambar 2.1",
        "1. Sasaran Strategis",
        "a) Faktor penghambat 1) belum ada 2) belum cukup",
        "- 1) Telah disusun peta jabatan",
        "(1) kesadaran PNS, (2) perhatian atasan",
        "8 aspek: 1. Perencanaan 2. Pengadaan 3. Pengembangan"[8:],
        "sasaran ke-1, Sasaran ke -2 dan misi ke 5",
        "Sasaran 2 dan sasaran 1, 3",
        "Sasaran Strategis 1: meningkat",
        "pada Triwulan II dan triwulan 3",
        "eselon III/b dan Juara II",
        "Juara 2",
        "lulusan S1, S.2 dan strata 1",
        "COVID-19 dan Revolusi Industri 4.0",
        "Tahun 2021 - 2026 dan Renstra 2021-2026",
        "RPJMD 2021 -2026",
        "pukul 10.00 WIB",
        "rasio guru dan murid 1 : 20",
        "kategori 70 s.d < 85 dan 85 s.d 100",
        "Bila rasio > 1 atau < 1 atau >= 91",
        "Telp. (0342) 801234, Kode Pos 66112",
        "www.blitarkota.go.id/2023/12",
        "surel bkpsdm01@blitarkota.go.id",
    ],
)
def test_digits_that_are_no_figures(text):
    assert find_readings(text) == ()


def test_eight_aspects_are_counted_and_their_numbers_are_not():
    assert literals("8 aspek: 1. Perencanaan 2. Pengadaan 3. Pengembangan") == ["8 aspek"]


def test_unclear_figures_are_told_but_not_given():
    (reading,) = find_readings("realisasi 202.955 dari target")
    assert reading.kind is ReadingKind.AMBIGUOUS
    assert {figure.value for figure in reading.figures} == {202955, Decimal("202.955")}
    assert find_figures("realisasi 202.955 dari target") == ()


def test_the_other_figures_of_the_text_decide_what_one_leaves_open():
    text = "memiliki rasio 6,690 untuk pencapaian 583,03% dan 1.332 dari 87,19%"
    assert [figure.value for figure in find_figures(text)] == [
        Decimal("6.690"),
        Decimal("583.03"),
        1332,
        Decimal("87.19"),
    ]
    assert [figure.value for figure in find_figures("realisasi 202.955", Marks.INDONESIAN)] == [202955]


def test_a_number_that_a_space_may_have_torn_is_unclear():
    (reading,) = find_readings("tercapai sebesar 100, 56% dari target")
    assert reading.kind is ReadingKind.AMBIGUOUS
    assert [reading.text for reading in find_readings("sebesar 64, 75,91% dan 80%")] == [
        "64",
        "75,91%",
        "80%",
    ]


def test_digits_and_words_that_differ_are_both_stated():
    figures = find_figures("menetapkan 3 (empat) sasaran")
    assert [figure.value for figure in figures] == [3, 4]
    assert all("terbilang_differs" in figure.flaws for figure in figures)


def test_words_before_digits_that_differ():
    assert [figure.literal for figure in find_figures("menetapkan empat (3) sasaran")] == [
        "empat (3) sasaran",
        "empat",
    ]


@pytest.mark.parametrize("text", ["sebesar Rp 14 miliar 645 juta", "pada 2023 kegiatan dilaksanakan"])
def test_unclear_in_a_sentence(text):
    (reading,) = find_readings(text)
    assert reading.kind is ReadingKind.AMBIGUOUS


def test_a_dash_at_the_start_of_a_line_may_be_a_bullet():
    (reading,) = find_readings("-5 orang belum mengikuti")
    assert reading.kind is ReadingKind.AMBIGUOUS
    assert literals("- 5 orang belum mengikuti") == ["5 orang"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Tahun 2022 \N{EN DASH} 2023", (2022, 2023)),
        ("2021-2026", (2021, 2026)),
        ("RPJMD 2021 -2026", (2021, 2026)),
        ("Pada tahun 2023 program penunjang", (2023,)),
        ("Dengan pagu 2023 sebesar Rp 2.023", (2023,)),
        ("Nomor 53 Tahun 2014 pada 12 Juli 2023", ()),
        ("sebanyak 2023 orang atau Rp 2024", ()),
        ("NIP 196809241991031004", ()),
        ("(Danim, 2010)", (2010,)),
        ("2101 dan 1899", ()),
    ],
)
def test_years(text, years):
    assert find_years(text) == years


def test_a_word_that_a_number_behind_it_makes_a_label_is_no_unit():
    (figure,) = find_figures("dengan target nilai sebesar 64 tahun 2023")
    assert (figure.value, figure.unit) == (64, None)
    assert [one.unit for one in find_figures("nilai 80,86 sasaran 2 dan 5 tahun")] == [None, "tahun"]


@pytest.mark.parametrize("amount", ["Rp4.388.172.000", "Rp 4.388.172.000", "Rp. 4.388.172.000"])
def test_the_sign_of_an_amount_is_no_unit_of_the_year_before_it(amount):
    figures, years = find_figures_and_years(f"Total anggaran tahun 2025 {amount} telah disahkan.")
    assert [(figure.value, figure.unit) for figure in figures] == [(Decimal(4388172000), "Rp")]
    assert years == (2025,)

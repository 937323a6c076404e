"""Small workbooks as agencies keep them: right ones that once raised alarms, and faults that once passed.

Each is a kind of layout or habit in words and amounts of its own; what is asked is that nothing of weight is told of a
right one, and that a fault is found where it stands.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

import pytest

from lkjip_audit.pipeline import Auditor
from lkjip_audit.result import AuditResult
from tests.grids import Grid, workbook_from_grids

Row = Sequence[Any]
QUARTERS = ("I", "II", "III", "IV")


def audited(grid: Grid, merges: Sequence[str] = (), hidden: Sequence[int] = ()) -> AuditResult:
    book = workbook_from_grids({"Lembar": grid}, merges={"Lembar": merges}, hidden_rows={"Lembar": hidden})
    return Auditor.load().audit_workbook(book)


def weighty(result: AuditResult) -> list[tuple[str, str]]:
    """The rule and the cell of every finding that is not mere information."""
    return [(item.rule, item.place.partition("!")[2]) for item in result.findings if item.severity.value != "info"]


def causes(result: AuditResult) -> list[tuple[str, str]]:
    return [(cause.address.a1, cause.proposed) for cause in result.causes]


# Evaluation of a work plan: a pair K / Rp for each quarter and for their total.

_PAIRS = ("C3:D4", "E3:L3", "M3:N4", "E4:F4", "G4:H4", "I4:J4", "K4:L4")
WORKS: tuple[tuple[str, int, tuple[int, ...], int, tuple[int, ...]], ...] = (
    (
        "Program Pengelolaan Arsip",
        100,
        (25, 25, 25, 25),
        420_000_000,
        (95_000_000, 101_000_000, 99_000_000, 88_000_000),
    ),
    ("Penataan Depo", 12, (3, 3, 3, 3), 260_000_000, (61_000_000, 64_000_000, 63_000_000, 55_000_000)),
    ("Pembinaan Arsiparis", 8, (2, 2, 2, 2), 160_000_000, (34_000_000, 37_000_000, 36_000_000, 33_000_000)),
)


def evaluation(numbers: str, *, above_pairs: bool, off: int = 0, off_count: int = 0, rate: str = "") -> AuditResult:
    """The form with its row of column numbers above or below the row K / Rp; the third work's totals may be ``off``.

    ``numbers`` is the number of the totals' pair, with its formula or without; ``rate`` that of a pair of percentages.
    """
    wide = 2 if rate else 0
    head = ["No", "Program/Kegiatan", "Target Renja Tahun 2024", None, "Realisasi Kinerja Pada Triwulan", *[None] * 7]
    head += ["Realisasi Capaian Kinerja dan Anggaran Renja Tahun 2024", None]
    head += ["Tingkat Capaian Kinerja dan Realisasi Anggaran (%)", None][:wide]
    below = [None] * 4 + [cell for quarter in QUARTERS for cell in (quarter, None)]
    index = [1, 2, 3, None, 4, None, 5, None, 6, None, 7, None, numbers, None, *[rate, None][:wide]]
    pairs = [None, None, *["K", "Rp."] * (6 + wide // 2)]
    rows = []
    for at, (name, aim, done, budget, spent) in enumerate(WORKS, 1):
        count = sum(done) + (off_count if at == 3 else 0)
        money = sum(spent) + (off if at == 3 else 0)
        quarters = [cell for pair in zip(done, spent, strict=True) for cell in pair]
        rates = [{"v": 100 * value / whole, "fmt": "0.00"} for value, whole in ((count, aim), (money, budget))]
        rows.append([at, name, aim, budget, *quarters, count, money, *rates[:wide]])
    lines = [index, pairs] if above_pairs else [pairs, index]
    row = 5 if above_pairs else 6
    merges = ["A3:A4", "B3:B4", *_PAIRS, *(["O3:P4"] if rate else [])]
    merges += [
        f"{one}{row}:{other}{row}" for one, other in ("CD", "EF", "GH", "IJ", "KL", "MN", *(["OP"] if rate else []))
    ]
    title = ["Evaluasi Terhadap Hasil Renja Dinas Kearsipan Tahun 2024"]
    return audited([title, None, head, below, *lines, *rows], merges)


@pytest.mark.parametrize("above_pairs", [True, False])
def test_quarters_that_do_not_make_the_year_are_found_wherever_the_row_of_numbers_stands(above_pairs: bool) -> None:
    result = evaluation("8 = 4 + 5 + 6 + 7", above_pairs=above_pairs, off=9_000_000)
    assert weighty(result) == [("bagian-tahun", "N9")]
    assert [table.kind for table in result.tables] == ["renja"]
    assert result.causes[0].address.a1 == "N9"


@pytest.mark.parametrize("rate", ["9", "9 = 8/3*100"])
def test_percentages_of_both_halves_of_a_pair_are_silent(rate: str) -> None:
    assert weighty(evaluation("8 = 4 + 5 + 6 + 7", above_pairs=False, rate=rate)) == []


@pytest.mark.parametrize("numbers", ["8", "8 = 4 + 5 + 6 + 7"])
def test_total_of_money_over_the_quarters_is_found_with_a_formula_over_its_pair_and_without(numbers: str) -> None:
    assert ("bagian-tahun", "N9") in weighty(evaluation(numbers, above_pairs=False, off=11_000_000, rate="9"))


def test_total_of_counts_over_the_quarters_is_found() -> None:
    assert ("bagian-tahun", "M9") in weighty(evaluation("8", above_pairs=False, off_count=5, rate="9"))


# Accounts and cash plans.


def test_accounts_of_five_last_digits_are_silent() -> None:
    amounts = {"5.1.02.03.002.00117": 18_250_000, "5.1.02.03.002.00118": 31_400_000}
    total = sum(amounts.values())
    heads = [(code, total) for code in ("5", "5.1", "5.1.02", "5.1.02.03")]
    rows = [
        [code, f"Uraian {code}", value, value // 2, value - value // 2] for code, value in (*heads, *amounts.items())
    ]
    header = ["Kode Rekening", "Uraian", "Anggaran", "Realisasi", "Sisa"]
    assert weighty(audited([["LAPORAN REALISASI ANGGARAN 2024"], None, header, *rows])) == []


def test_share_of_the_cash_plan_that_its_own_formula_states_is_silent() -> None:
    rows: list[Row] = []
    plan = (
        ("5", 820, 150, 210),
        ("5.1", 700, 130, 210),
        ("5.1.01", 450, 90, 110),
        ("5.1.02", 250, 40, 100),
        ("5.2", 120, 20, 0),
    )
    for at, (code, whole, first, second) in enumerate(plan, 4):
        both = first + second
        months = [
            {"v": both * 10**6, "f": f"SUM(D{at}:E{at})"},
            {"v": both / whole, "f": f"F{at}/C{at}*100%", "fmt": "0%"},
        ]
        rows.append([code, f"Belanja {code}", whole * 10**6, first * 10**6, second * 10**6, *months])
    header = ["Kode Rekening", "Uraian", "Total RAK", "Januari", "Februari", "Total Jan Feb", "Persen RAK"]
    assert weighty(audited([["RENCANA ANGGARAN KAS"], None, header, *rows])) == []


def test_parts_of_a_parent_whose_codes_differ_in_width_are_silent() -> None:
    rows = [
        ["5.1.02.03", "Belanja Pemeliharaan", 47_300_000],
        ["5.1.02.03.02", "Pemeliharaan Peralatan", 47_300_000],
        ["5.1.02.03.002.00041", "Alat Angkutan", 17_300_000],
        [None, "rincian alat angkutan", 17_300_000],
        ["5.1.02.03.002.0052", "Alat Kantor", 30_000_000],
        [None, "rincian alat kantor", 30_000_000],
    ]
    assert weighty(audited([["Januari"], None, ["Kode Rekening", "Uraian", "Anggaran (Rp)"], *rows])) == []


def test_hidden_copy_of_a_block_of_codes_is_silent_on_the_amounts() -> None:
    block = [["5.1.02.01.03", "Belanja Cetak", 28_614_000], ["5.1.02.01.03.0007", "Cetak Formulir", 28_614_000]]
    heads = [["5.1.02", "Belanja Barang dan Jasa", 28_614_000], ["5.1.02.01", "Belanja Barang", 28_614_000]]
    header = ["Kode Rekening", "Uraian", "Anggaran (Rp)"]
    result = audited([["Laporan Tahun 2024"], None, header, *heads, *block, *block], hidden=(6, 7))
    assert [found for found in weighty(result) if "kode" not in found[0]] == []


# Budgets with their spending.

HEADER = ["No", "Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "Persentase (%)"]
BUDGET: tuple[tuple[int | None, str, int, int, str], ...] = (
    (1, "Pelayanan Perizinan", 120_000_000, 108_000_000, "90,00"),
    (2, "Penyuluhan Hukum", 300_000_000, 288_000_000, "96,00"),
    (3, "Pengelolaan Aset", 80_000_000, 60_000_000, "75,00"),
    (None, "Jumlah", 500_000_000, 456_000_000, "91,20"),
)


def spending(cells: Mapping[tuple[int, int], Any], *more: Row, total_first: bool = False) -> AuditResult:
    """The budget with some cells changed (row from 0, column from 0), and with ``more`` columns."""
    rows: list[list[Any]] = [HEADER[:], *([*row] for row in BUDGET)]
    for (row, column), value in cells.items():
        rows[row][column] = value
    for column in more:
        for row, value in zip(rows, column, strict=True):
            row.append(value)
    if total_first:
        rows.insert(1, rows.pop())
    return audited([["Anggaran dan Realisasi Tahun 2024"], None, *rows])


@pytest.mark.parametrize("typed", ["288.OOO.000", "288..000.000", "288.000.00", None, {"error": "#REF!"}])
def test_total_is_never_accused_for_a_row_that_cannot_be_read(typed: Any) -> None:
    result = spending({(2, 3): typed})
    assert "D7" not in {cell for cell, _ in causes(result)}
    assert {cell for _, cell in weighty(result)} <= {"D5"}


@pytest.mark.parametrize("header", ["Sisa (%)", "Sisa Anggaran (%)", "% Sisa", "Persentase Sisa Anggaran", "SILPA (%)"])
def test_rest_in_percent_is_silent(header: str) -> None:
    assert weighty(spending({}, [header, "10,00", "4,00", "25,00", "8,80"])) == []


def test_rest_in_rupiah_and_percent_under_one_header_is_silent() -> None:
    above = [*HEADER, "Sisa Anggaran", None]
    rests = [(12_000_000, "10,00"), (12_000_000, "4,00"), (20_000_000, "25,00"), (44_000_000, "8,80")]
    rows = [[*row, *rest] for row, rest in zip(BUDGET, rests, strict=True)]
    merges = [*(f"{letter}3:{letter}4" for letter in "ABCDE"), "F3:G3"]
    assert weighty(audited([["Realisasi 2024"], None, above, [None] * 5 + ["Rp", "%"], *rows], merges)) == []


LABELS = [
    "Jml",
    "JML.",
    "Jlh.",
    "Jumlah Rp",
    "Jumlah Rp.",
    "Total (Rp)",
    "Tot.",
    "JUMLAH (1+2+3)",
    "JUMLAH TOTAL (1+2+3)",
]


@pytest.mark.parametrize("label", LABELS)
def test_total_under_any_customary_name_is_accused_and_not_its_percentage(label: str) -> None:
    assert causes(spending({(4, 1): label, (4, 3): 446_000_000})) == [("D7", "456000000")]


def test_total_on_top_is_accused_and_not_its_percentage() -> None:
    assert causes(spending({(4, 3): 446_000_000}, total_first=True)) == [("D4", "456000000")]


def test_two_percentages_filled_down_are_the_wrong_figures_and_not_the_whole_budgets() -> None:
    rows = [
        ["1.", "BELANJA TIDAK LANGSUNG", "50.000.000.000,00", "48.000.000.000,00", "93.15"],
        [None, "a. Belanja Pegawai", "50.000.000.000,00", "48.000.000.000,00", "93.15"],
        [None, "b. Belanja Bantuan Sosial", "0,00", "0,00", "0,00"],
        ["2.", "BELANJA LANGSUNG", "74.000.000.000,00", "68.931.000.000,00", "93.15"],
        [None, "a. Belanja Barang dan Jasa", "52.000.000.000,00", "48.360.000.000,00", "93.00"],
        [None, "b. Belanja Modal", "22.000.000.000,00", "20.571.000.000,00", "93.50"],
    ]
    header = ["No.", "Belanja", "Anggaran Tahun 2024 (Rp)", "Realisasi Tahun 2024", "%"]
    assert causes(audited([["Realisasi Belanja Tahun 2024"], None, header, *rows])) == [
        ("E4", "96.00"),
        ("E5", "96.00"),
    ]


def test_rows_without_numbers_go_on_a_numbered_list_under_a_program_without_amount() -> None:
    def row(number: str | None, name: str, millions: int | None) -> Row:
        if millions is None:
            return [number, name, None, None, None]
        return [number, name, f"{millions},000,000", f"{millions * 8 // 10},000,000", "80.00"]

    rows = [
        row("I.", "BELANJA TIDAK LANGSUNG", 650),
        row("II.", "BELANJA LANGSUNG", 500),
        row("A", "Program Perikanan", 280),
        row("1", "Penebaran Benih", 70),
        row("2", "Pembinaan Nelayan", 90),
        row(None, "Pengawasan Perairan", 55),
        row(None, "Bantuan Alat Tangkap", 65),
        row("B", "Program Garam Rakyat", None),
        row("1", "Perbaikan Tambak", 120),
        row("C", "Program Tata Kelola", 100),
        row("1", "Administrasi", 100),
    ]
    header = ["No", "Uraian Program dan Kegiatan", "Target Anggaran (Rp)", "Realisasi Anggaran (Rp)", "%"]
    assert weighty(audited([["Anggaran dan Realisasi 2024"], None, header, *rows])) == []


def test_amount_that_volume_times_price_does_not_give_is_accused() -> None:
    rows = [
        [1, "Kertas", 40, "Rim", 62_500, 2_500_000],
        [2, "Tinta", 6, "Botol", 85_000, 510_000],
        [3, "Narasumber", 3, "Orang", 900_000, 2_900_000],
    ]
    header = ["No", "Uraian", "Volume", "Satuan", "Harga Satuan (Rp)", "Jumlah (Rp)"]
    result = audited([["RENCANA KERJA DAN ANGGARAN 2024"], None, header, *rows])
    assert ("jumlah-harga", "F6") in weighty(result)
    assert ("F6", "2700000") in causes(result)


# Indicators.


def test_program_that_serves_two_indicators_with_a_budget_each_is_silent() -> None:
    top = ["No", "Sasaran", "Indikator", "Tahun 2024", None, None, "Capaian %", "Nama Program", "Keuangan", None, None]
    below = [None, None, None, "Satuan", "Target", "Realisasi", None, None, "Pagu", "Realisasi", "Capaian %"]
    program = "Program Penataan Kota"
    rows = [
        [
            1,
            "Kota yang tertata",
            "Persentase taman terawat",
            "Persen",
            "80",
            "76",
            "95",
            program,
            "1,800,000,000",
            "1,620,000,000",
            "90,00",
        ],
        [None, None, "Jumlah jalur hijau", "Ruas", "20", "19", "95", program, "900,000,000", "855,000,000", "95,00"],
    ]
    grid = [["Program yang menunjang keberhasilan Tahun 2024"], None, top, below, *rows]
    assert weighty(audited(grid, ("D3:F3", "I3:K3"))) == []


def test_falling_indicators_under_a_formula_for_rising_ones_are_silent() -> None:
    rows = [
        ["Layanan meningkat", "Jumlah peserta", "45.120", "60.160", "75,00"],
        ["Wabah terkendali", "Menurunnya luas wabah", "60.000", "80.000", "125,00"],
        ["Rugi ditekan", "Menurunnya kehilangan air", "19,00", "20,00", "105,00"],
        ["Aparatur terlatih", "Jumlah pegawai terlatih", "1.260", "1.200", "105,00"],
        ["Mutu meningkat", "Jumlah unit bersertifikat", "27", "36", "75,00"],
    ]
    header = [
        "Sasaran",
        "Indikator Kinerja",
        "Realisasi s/d 2024",
        "Target Renstra s/d 2026",
        "Realisasi terhadap Target (3/4)*100",
    ]
    numbers = ["(1)", "(2)", "(3)", "(4)", "(5)"]
    assert weighty(audited([["Realisasi terhadap Target Renstra"], None, header, numbers, *rows])) == []


def test_figures_with_a_unit_are_no_percentages() -> None:
    top = [
        "No",
        "Indikator Kinerja",
        "Capaian Target Indikator 2024",
        "Target Tahun Ke",
        None,
        "Realisasi Capaian Tahun Ke",
        None,
    ]
    top += ["Rasio Capaian Tahun Ke", None]
    below = [None, None, None, "2024", "2025", "2024", "2025", "2024", "2025"]
    rows = [
        [at, f"Naskah {name} tepat waktu", *[f"{count} Dokumen"] * 5, "100%", "100%"]
        for at, (name, count) in enumerate((("Renja", 5), ("Renstra", 1), ("LKjIP", 3)), 1)
    ]
    merges = ("A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:I3")
    assert weighty(audited([["Pencapaian Kinerja Pelayanan"], None, top, below, *rows], merges)) == []


def test_two_pairs_of_target_and_result_are_kept_apart() -> None:
    header = [
        "No",
        "Program",
        "Target Kegiatan",
        "Realisasi Kegiatan",
        "Target OPD",
        "Realisasi OPD",
        "Capaian OPD (%)",
    ]
    rows = [
        [1, "Program Penyuluhan", "40", "31", "90", "81", "90,00"],
        [2, "Program Pelatihan", "25", "25", "60", "57", "95,00"],
        [3, "Program Sertifikasi", "16", "12", "80", "68", "85,00"],
    ]
    assert weighty(audited([["Capaian Program 2024"], None, header, *rows])) == []


def test_two_amounts_in_one_cell_are_not_judged_and_are_said_so() -> None:
    header = ["No", "Indikator", "Satuan", "Target", "Realisasi", "Capaian (%)"]
    rows = [
        [1, "Koleksi pustaka", "judul/eks", "400 judul, 6.000 eks", "1520 judul, 4.980 eks", "83,0%"],
        [2, "Pengunjung", "orang", "12.000", "11.400", "95,00%"],
    ]
    result = audited([["Capaian Kinerja 2024"], None, header, *rows])
    assert weighty(result) == []
    assert "F4" in {item.address.a1 for item in result.coverage.unchecked}


def test_year_before_the_word_of_a_header_is_read() -> None:
    top = [
        "No",
        "Program",
        "2024 Target %",
        "2024 Realisasi %",
        "2024 Capaian %",
        "2024 Anggaran",
        "2024 Realisasi Anggaran",
        "2024 Serapan %",
    ]
    rows = [
        [1, "Program Satu", "90,00", "81,00", "90,00", "10,000,000,000", "9,200,000,000", "92.00"],
        [2, "Program Dua", "80,00", "76,00", "95,00", "14,000,000,000", "11,550,000,000", "85.20"],
        [3, "Program Tiga", "70,00", "70,00", "100,00", "6,000,000,000", "5,520,000,000", "92.00"],
    ]
    assert ("serapan-rasio", "H5") in weighty(audited([["Kinerja dan Anggaran 2024"], None, top, *rows]))


def test_parent_whose_sum_stops_short_is_told() -> None:
    rows: list[Row] = [[None, "Program Pelayanan", {"v": 900, "f": "SUM(C5:C7)"}, {"v": 500, "f": "SUM(D5:D6)"}]]
    rows += [
        [at, f"Pelayanan {at}", budget, spent]
        for at, (budget, spent) in enumerate(((200, 200), (300, 300), (400, 380)), 1)
    ]
    found = weighty(
        audited([["Realisasi 2024"], None, ["No", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"], *rows])
    )
    assert ("rentang-jumlah", "D4") in found


@pytest.mark.slow
def test_time_grows_with_the_columns_and_not_with_their_cube() -> None:
    def seconds(columns: int) -> float:
        dice = Random(columns)
        header = ["Akun", *(f"Wilayah {at}" for at in range(columns))]
        rows = [[f"Uraian akun {row}", *(dice.randrange(10**8, 10**13) for _ in range(columns))] for row in range(40)]
        book = workbook_from_grids({"Matriks": [["Anggaran Belanja 2024"], None, header, *rows]})
        auditor = Auditor.load()
        start = time.process_time()
        auditor.audit_workbook(book)
        return time.process_time() - start

    assert seconds(120) < 6 * min(seconds(40) for _ in range(2))


def test_percentages_that_are_cut_throughout_accuse_no_amount() -> None:
    dice, rows = Random(1), []
    for at in range(1, 8):
        budget = dice.randrange(10**3, 10**6) * 10**6
        spent = budget * dice.randrange(20_000, 90_000) // 100_003 // 10**6 * 10**6
        cut = f"{spent * 10_000 // budget / 100:.2f}".replace(".", ",")
        rows += [
            [f"4.2.0{at}", f"Pendapatan {at}", budget, spent, cut],
            [f"4.2.0{at}.01", f"Rincian {at}", budget, spent, cut],
        ]
    header = ["Kode Rekening", "Uraian", "Anggaran", "Realisasi", "%"]
    numbers = ["1", "2", "3", "4", "5 = (4/3)*100"]
    result = audited([["LAPORAN REALISASI ANGGARAN 2024"], None, header, numbers, *rows])
    assert {cause.address.a1[0] for cause in result.causes} == {"E"}

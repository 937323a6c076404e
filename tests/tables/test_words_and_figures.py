"""Where the words of a header and the figures under it disagree, the figures win."""

from __future__ import annotations

from typing import Any

from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.model import Table
from lkjip_audit.tables.recognise import recognise
from lkjip_audit.tables.sheet_view import Look, look_at
from tests.grids import workbook_from_grids


def _only(grid: list[list[Any]], definitions: Definitions, sheet: str = "Lembar") -> Table:
    (table,) = recognise(workbook_from_grids({sheet: grid}), definitions).tables
    return table


def _roles(table: Table) -> list[str | None]:
    return [column.role for column in table.columns]


def _budget(change: str, *rows: tuple[int, int]) -> list[list[Any]]:
    header = ["Uraian", "Pagu Awal", change, "Pagu Akhir", "Realisasi", "Sisa", "%"]
    body = []
    for number, (first, added) in enumerate(rows, 1):
        last = first + added
        spent = last * 93 // 100 + number
        body.append([f"Belanja {number}", first, added, last, spent, last - spent, round(100 * spent / last, 2)])
    return [["Realisasi Belanja Tahun 2025"], header, *body]


BUDGET = (
    "uraian",
    "pagu_sebelum",
    "selisih",
    "pagu_sesudah",
    "realisasi_anggaran",
    "sisa",
    "serapan",
)
ROWS = ((6_412_870_000, 187_300_000), (1_986_450_000, -84_225_000), (325_000_000, 40_000_000))


def test_what_a_budget_was_changed_by_is_no_budget_though_its_header_says_so(definitions: Definitions) -> None:
    for words in ("Revisi", "Perubahan"):
        table = _only(_budget(words, *ROWS), definitions)
        assert tuple(_roles(table)) == BUDGET
        assert table.kind == "realisasi_anggaran"


def test_one_row_that_does_not_fit_changes_no_meaning(definitions: Definitions) -> None:
    grid = _budget("Revisi", *ROWS, (148_760_000, 12_500_000), (96_417_000, -5_130_000))
    grid[3][1] += 90_000
    assert tuple(_roles(_only(grid, definitions))) == BUDGET


def test_years_over_columns_head_them_also_beside_a_span_of_years(definitions: Definitions) -> None:
    grid = [
        ["No", "Indikator Kinerja", "Realisasi", None, None, "Naik/Turun"],
        [None, None, 2023, 2024, 2025, "2024-2025"],
        [1, "Indeks kepuasan", "82,10", "84,60", "86,75", "2,15"],
        [2, "Nilai AKIP", "71,40", "73,20", "75,81", "2,61"],
    ]
    table = _only(grid, definitions)
    assert table.header_rows == (1, 2)
    assert [column.year for column in table.columns[2:5]] == [2023, 2024, 2025]


def test_two_years_and_what_is_between_them_look_like_years() -> None:
    for text in ("2024-2025", "2024 – 2025", "2024/2025", "2022 s.d. 2025", "Tahun 2024-2025", "2025"):
        assert look_at(text) is Look.YEAR
    for text in ("2024-20", "20.24-2025", "1.024-2.025"):
        assert look_at(text) is not Look.YEAR


def test_a_tables_own_title_decides_between_kinds_that_the_sheet_leaves_open(definitions: Definitions) -> None:
    grid = [
        ["Pengukuran Kinerja Tahun 2025"],
        ["No", "Sasaran Strategis", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"],
        [1, "Meningkatnya mutu layanan", "Indeks kepuasan", "80,00", "84,00", "105,00"],
        [2, "Meningkatnya akuntabilitas", "Nilai AKIP", "82,00", "80,36", "98,00"],
    ]
    assert _only(grid, definitions, sheet="Capaian Kinerja").kind == "pengukuran_kinerja"


def test_a_target_of_a_later_year_is_that_of_the_plans_end_where_progress_is_told(definitions: Definitions) -> None:
    header = ["No", "Indikator Kinerja", "Realisasi 2025", "Target 2029", "Tingkat Kemajuan (%)"]
    body = [[1, "Indeks kepuasan", "84,00", "90,00", "93,33"], [2, "Nilai AKIP", "80,36", "85,00", "94,54"]]
    table = _only([header, *body], definitions)
    assert _roles(table) == ["no", "indikator", "realisasi", "target_akhir", "kemajuan"]
    without = [row[:4] for row in [header, *body]]
    assert "target_akhir" not in _roles(_only(without, definitions))


def test_a_header_of_years_of_which_one_is_mistyped_heads_its_table(definitions: Definitions) -> None:
    grid = [
        ["Komoditas", 2021, 2202, 2023, 2024, 2025],
        ["Padi", 38112, 39250, 40118, 41377, 42960],
        ["Jagung", 12044, 11873, 12590, 13011, 13488],
    ]
    table = _only(grid, definitions)
    assert table.header_rows == (1,)
    assert [column.year for column in table.columns[1:]] == [2021, 2022, 2023, 2024, 2025]


def test_a_year_mistyped_beside_a_span_of_years_is_still_one_of_them(definitions: Definitions) -> None:
    grid = [
        ["No", "Indikator Kinerja", "Realisasi", None, None, "Naik/Turun"],
        [None, None, 2923, 2024, 2025, "2024-2025"],
        [1, "Indeks kepuasan", "82,10", "84,60", "86,75", "2,15"],
        [2, "Nilai AKIP", "71,40", "73,20", "75,81", "2,61"],
    ]
    assert _only(grid, definitions).header_rows == (1, 2)


def test_a_capaian_is_no_progress_where_few_figures_fit_that_by_chance(definitions: Definitions) -> None:
    above = ["Indikator Kinerja", "Realisasi 2022", "Tahun 2023", None, None, "Target Akhir Renstra", "Kemajuan (%)"]
    below = [None, None, "Target", "Realisasi", "Capaian (%)", None, None]
    slipped = ["Indeks Kepuasan", "83,40", "84,10", "77,53", "92,19", "90,47", "85,75"]
    assert _roles(_only([above, below, slipped], definitions))[1:] == [
        "realisasi",
        "target",
        "realisasi",
        "capaian",
        "target_akhir",
        "kemajuan",
    ]


def test_a_capaian_is_one_also_in_the_last_year_of_a_plan(definitions: Definitions) -> None:
    header = ["No", "Indikator Kinerja", "Target", "Target Akhir Renstra", "Realisasi", "Capaian (%)"]
    body = [
        [1, "Indeks kepuasan", "82,00", "82,00", "84,05", "102,50"],
        [2, "Nilai AKIP", "75,00", "75,00", "73,12", "97,49"],
        [3, "Indeks inovasi", "64,50", "64,50", "66,18", "102,60"],
    ]
    assert _roles(_only([header, *body], definitions))[2:] == ["target", "target_akhir", "realisasi", "capaian"]


def test_what_is_left_of_cases_is_no_remainder_of_a_budget(definitions: Definitions) -> None:
    header = ["Jenis Perkara", "Sisa Tahun 2024", "Masuk", "Putus", "Sisa"]
    body = [["Gugatan", 138, 1112, 1119, 131], ["Permohonan", 11, 204, 207, 8]]
    assert "sisa" not in _roles(_only([header, *body], definitions))
    budget = ["Program", "Pagu", "Realisasi Anggaran", "Sisa"]
    amounts = [["Program Layanan", 2_000_000_000, 1_900_000_000, 100_000_000]]
    assert _roles(_only([budget, *amounts, *amounts], definitions))[-1] == "sisa"
    alone = ["Program", "Sisa Anggaran (Rp)"]
    assert "sisa" in _roles(
        _only([alone, ["Program Layanan", "100.000.000"], ["Program Mutu", "50.000.000"]], definitions)
    )

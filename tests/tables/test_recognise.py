"""What must hold for any workbook: the same table is found wherever it stands, however it is typed."""

from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.model import RowKind
from lkjip_audit.tables.recognise import recognise
from tests import packaged
from tests.grids import workbook_from_grids

TABLE: list[list[Any]] = [
    ["No", "Sasaran", "Indikator", "Target", "Realisasi", "Capaian"],
    [1, "Meningkatnya mutu layanan", "Indeks kepuasan", "80,00", "84,00", "105,00%"],
    [2, "Menurunnya pelanggaran", "Jumlah kasus", "20", "15", "75,00%"],
    [3, "Meningkatnya akuntabilitas", "Nilai AKIP", "A (82,00)", "A (80,36)", "98,00%"],
]
ROLES = ["no", "sasaran", "indikator", "target", "realisasi", "capaian"]
SLOW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _only(grid: list[list[Any]], definitions: Definitions, **rest: Any) -> Any:
    (table,) = recognise(workbook_from_grids({"Capaian": grid}, **rest), definitions).tables
    return table


@SLOW
@given(down=st.integers(0, 6), right=st.integers(0, 6))
def test_a_table_is_the_same_wherever_it_stands(down: int, right: int, definitions: Definitions) -> None:
    grid = [[]] * down + [[None] * right + row for row in TABLE]
    table = _only(grid, definitions)
    assert [column.role for column in table.columns] == ROLES
    assert (table.area.top, table.area.left) == (down + 1, right + 1)
    assert table.kind == "capaian_kinerja"


@SLOW
@given(data=st.data())
def test_case_and_blanks_in_headers_do_not_matter(data: st.DataObject, definitions: Definitions) -> None:
    shape = st.sampled_from([str.upper, str.lower, str.title, lambda text: f"  {text}\n", lambda text: f"{text} :"])
    header = [data.draw(shape)(word) for word in TABLE[0]]
    assert [column.role for column in _only([header, *TABLE[1:]], definitions).columns] == ROLES


@SLOW
@given(order=st.permutations(range(2, 6)))
def test_the_order_of_columns_does_not_matter(order: list[int], definitions: Definitions) -> None:
    places = [0, 1, *order]
    table = _only([[row[place] for place in places] for row in TABLE], definitions)
    assert [column.role for column in table.columns] == [ROLES[place] for place in places]


NUMBERS = [1, 2, 3, 4, 5, 6]


def _numbered(*rows: list[Any], definitions: Definitions) -> str:
    """Which of the rows below a numbered header are data (d) and which are not (o)."""
    table = _only([TABLE[0], NUMBERS, *rows], definitions)
    assert [column.number for column in table.columns] == ["1", "2", "3", "4", "5", "6"]
    return "".join("d" if row.kind is RowKind.DETAIL else "o" for row in table.rows)


@pytest.mark.parametrize(
    "again", [NUMBERS, [f"({number})" for number in NUMBERS], ["1", "2", "3", "4", "5", "6=5/4*100"]]
)
def test_column_numbers_that_come_again_are_no_data(again: list[Any], definitions: Definitions) -> None:
    first, second, third = TABLE[1:]
    assert _numbered(first, again, second, third, definitions=definitions) == "dodd"
    assert _numbered(again, first, second, third, definitions=definitions) == "oddd"
    assert _numbered(first, [], [], [], again, second, third, definitions=definitions) == "dodd"


def test_column_numbers_in_brackets_that_a_spreadsheet_keeps_below_zero_are_no_data(definitions: Definitions) -> None:
    table = _only([TABLE[0], [-number for number in NUMBERS], *TABLE[1:]], definitions)
    assert [column.number for column in table.columns] == ["1", "2", "3", "4", "5", "6"]
    assert [row.kind for row in table.rows] == [RowKind.DETAIL] * 3


def test_figures_below_zero_that_do_not_count_from_one_are_data(definitions: Definitions) -> None:
    grid = [["Wilayah", "2021", "2022", "2023", "2024"], ["Utara", -2, -3, -5, -6], ["Selatan", -1, -4, -4, -7]]
    assert len(_only(grid, definitions).rows) == 2


def test_years_that_start_anew_are_a_header_above_the_column_numbers(definitions: Definitions) -> None:
    grid = [
        ["No", "Indikator", "Target tahun ke-", None, None, "Realisasi tahun ke-", None, None],
        [None, None, 1, 2, 3, 1, 2, 3],
        [f"({number})" for number in range(1, 9)],
        [1, "Indeks kepuasan", "80", "81", "82", "79", "80", "83"],
        [2, "Nilai AKIP", "70", "71", "72", "69", "70", "73"],
    ]
    merges = ["C1:E1", "F1:H1"]
    (table,) = recognise(workbook_from_grids({"Capaian": grid}, merges={"Capaian": merges}), definitions).tables
    assert [column.number for column in table.columns] == [str(number) for number in range(1, 9)]
    assert [row.number for row in table.rows if row.kind is RowKind.DETAIL] == [4, 5]


def test_column_numbers_twice_under_a_header_that_came_again_are_no_data(definitions: Definitions) -> None:
    first, second, third = TABLE[1:]
    cut_twice = (first, TABLE[0], [], [], TABLE[0], NUMBERS, NUMBERS, second, third)
    assert _numbered(*cut_twice, definitions=definitions) == "doooodd"


def test_a_band_right_over_column_numbers_that_come_again_is_kept(definitions: Definitions) -> None:
    first, second, third = TABLE[1:]
    grid = [TABLE[0], NUMBERS, first, ["Misi 2: Meningkatkan layanan"], NUMBERS, second, third]
    kinds = [row.kind for row in _only(grid, definitions).rows]
    assert kinds == [RowKind.DETAIL, RowKind.GROUP, RowKind.OTHER, RowKind.DETAIL, RowKind.DETAIL]


def test_a_row_of_figures_that_are_the_column_numbers_is_data(definitions: Definitions) -> None:
    head = ["Tahun ke", "Target", "Realisasi"]
    table = _only([head, [1, 2, 3], [1, 2, 3], [2, 5, 5], [3, 6, 5]], definitions)
    assert [row.kind for row in table.rows] == [RowKind.DETAIL] * 3


WORDS = [
    "No",
    "Target",
    "Realisasi",
    "%",
    "Jumlah",
    "Program",
    "Tabel 1",
    "12,5%",
    "- ",
    "2023",
    "(1)",
    "#DIV/0!",
    "=",
    "Sumber: x",
    "Kepala Dinas",
    "A (86,35)",
    "1. Meningkatnya",
    "\xa0",
    "Rp",
    "TW I",
]
CELLS = st.one_of(st.none(), st.integers(-5, 10**12), st.sampled_from(WORDS), st.text(max_size=12))
GRIDS = st.lists(st.lists(CELLS, max_size=7), max_size=12)
MERGES = st.lists(st.sampled_from(["A1:B1", "A1:A3", "B2:D4", "A5:G5"]), max_size=2, unique=True)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grid=GRIDS, merges=MERGES)
def test_nothing_breaks_recognition(grid: list[list[Any]], merges: list[str]) -> None:
    workbook = workbook_from_grids({"S": grid}, merges={"S": merges})
    found = recognise(workbook, packaged.definitions())
    taken: set[tuple[int, int]] = set()
    for table in found.tables:
        cells = {key for key in workbook.sheets[0].cells if key in table.area}
        assert not cells & taken  # no cell is in two tables
        taken |= cells
        assert all(row.number in range(table.area.top, table.area.bottom + 1) for row in table.rows)
        assert len({row.number for row in table.rows}) == len(table.rows)
    for leftover in found.leftovers:
        assert leftover.count >= 1


def test_headers_one_row_apart_make_no_two_tables_of_one_cell(definitions: Definitions) -> None:
    grid = [[None, "No", None, None, "No"], ["No", None, None, None, 0, "No"], [None, 0, 0]]
    found = recognise(workbook_from_grids({"S": grid}), definitions)
    assert len(found.tables) == 1


def test_the_same_workbook_gives_the_same_recognition(definitions: Definitions) -> None:
    workbook = workbook_from_grids({"S": TABLE})
    assert recognise(workbook, definitions) == recognise(workbook, definitions)


def test_hidden_rows_are_read_and_marked(definitions: Definitions) -> None:
    table = _only(TABLE, definitions, hidden_rows={"Capaian": [3]})
    assert [row.hidden for row in table.rows] == [False, True, False]


def test_a_percentage_stored_as_a_fraction_is_read_as_shown(definitions: Definitions) -> None:
    grid = [*TABLE[:1], [1, "Meningkatnya A", "Indeks A", 80, 84, {"v": Decimal("1.05"), "fmt": "0.00%"}]]
    table = _only(grid, definitions)
    figure = table.figure(table.rows[0], table.columns[5])
    assert (figure.value, figure.unit) == (Decimal("105.00"), "%")


def test_formulas_are_read_by_their_cached_value(definitions: Definitions) -> None:
    grid = [
        ["Program", "Anggaran (Rp)", "Realisasi (Rp)"],
        ["A", 3000000, 2000000],
        ["B", 4000000, 3000000],
        ["Jumlah", {"f": "SUM(B2:B3)", "v": 7000000}, {"f": "SUM(C2:C3)", "v": 5000000}],
    ]
    table = _only(grid, definitions)
    assert table.rows[-1].kind is RowKind.TOTAL
    assert table.figure(table.rows[-1], table.columns[1]).value == 7000000


def test_what_is_not_understood_is_said(definitions: Definitions) -> None:
    grid = [
        ["No", "Komoditas", "Luas Tanam", "Produksi"],
        [1, "Padi", 100, 520],
        [2, "Jagung", 50, 200],
        [],
        [],
        [],
        [],
        [9],
    ]
    found = recognise(workbook_from_grids({"Panen": grid}), definitions)
    codes = {notice.code for notice in found.notices}
    assert codes == {"table_kind_unknown", "column_role_unsure", "numbers_in_no_table"}


@pytest.mark.parametrize("rows", [4000])
def test_time_grows_in_step_with_the_rows(rows: int, definitions: Definitions) -> None:
    def seconds(count: int) -> float:
        body = [[i, f"5.03.{i % 90:02d}", f"Kegiatan {'ab'[i % 2]}", 10**9 + i, 10**8 + i] for i in range(count)]
        grid = [["No", "Kode", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"], *body]
        workbook = workbook_from_grids({"S": grid})
        start = time.process_time()
        assert len(recognise(workbook, definitions).tables) == 1
        return time.process_time() - start

    few, many = (min(seconds(count) for _ in range(3)) for count in (rows // 8, rows))  # what else runs only adds
    assert many < 24 * max(few, 0.02)


# Currency in a column of its own, revenue named by the title alone, shares of what nobody named.


def test_currency_in_a_column_of_its_own_leaves_the_amounts_their_names(definitions):
    grid = [
        ["No.", "Program", "Anggaran", None, "Realisasi", None, "%"],
        ["1.", "Program Penunjang", "Rp", "31,245,118,750.00", "Rp", "30,118,904,215.50", "96.40"],
        ["2.", "Program Dukungan", "Rp", "22,860,437,000.00", "Rp", "21,954,330,118.00", "96.04"],
        [None, "Jumlah", "Rp", "54,105,555,750.00", "Rp", "52,073,234,333.50", "96.24"],
    ]
    roles = {column.index: column.role for column in _only(grid, definitions).columns}
    assert [roles[index] for index in (3, 4, 5, 6, 7)] == [None, "pagu", None, "realisasi_anggaran", "serapan"]


def test_title_that_speaks_of_revenue_alone_tells_its_targets_from_performance(definitions):
    grid = [
        ["PENDAPATAN BLUD TAHUN 2023 (dalam ribuan rupiah)"],
        ["No", "Uraian", "Target", "Realisasi", "%"],
        [1, "Jasa layanan", 58200000, 60114825, "103,29"],
        [2, "Hibah", 150000, 150000, "100,00"],
        [None, "Jumlah", 58350000, 60264825, "103,28"],
    ]
    roles = {column.index: column.role for column in _only(grid, definitions).columns}
    assert [roles[index] for index in (3, 4, 5)] == ["target_pendapatan", "realisasi_pendapatan", "capaian"]


def test_share_of_an_unnamed_column_is_a_share(definitions):
    grid = [
        ["No", "Kondisi", "Panjang (Km)", "Persentase (%)"],
        [1, "Baik", "412,41", "49,42"],
        [2, "Sedang", "198,72", "23,81"],
        [3, "Rusak", "223,33", "26,76"],
        [None, "Jumlah", "834,46", "100,00"],
    ]
    assert _only(grid, definitions).columns[3].role == "porsi"


def test_years_over_two_tables_side_by_side_are_theirs(definitions):
    head = ["No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)"]
    grid = [
        ["Tabel 3.2 Perbandingan Capaian Tahun 2021 dan 2022"],
        ["Tahun 2021", None, None, None, None, None, "Tahun 2022"],
        [*head, None, *head],
        [
            1,
            "Tindak lanjut pemeriksaan",
            "75,00",
            "71,35",
            "95,13",
            None,
            1,
            "Tindak lanjut pemeriksaan",
            "78,00",
            "79,46",
            "101,87",
        ],
        [
            2,
            "Tindak lanjut pengawasan",
            "80,00",
            "78,92",
            "98,65",
            None,
            2,
            "Tindak lanjut pengawasan",
            "82,00",
            "80,57",
            "98,26",
        ],
    ]
    tables = recognise(workbook_from_grids({"BAB III": grid}), definitions).tables
    years = {(table.year, column.year) for table in tables for column in table.columns if column.role == "realisasi"}
    assert {one or other for one, other in years} == {2021, 2022}


@pytest.mark.parametrize(("columns", "is_read"), [(1000, True), (1001, False)])
def test_table_wider_than_the_limit_is_told_and_its_figures_are_in_no_table(columns, is_read, definitions):
    head = ["No", "Program", *(f"Nilai {number}" for number in range(2, columns))]
    grid = [["Tabel 1"], head, *([number, f"Program {number}", *range(2, columns)] for number in range(1, 4))]
    found = recognise(workbook_from_grids({"Lebar": grid}), definitions)
    told = [dict(notice.details) for notice in found.notices if notice.code == "table_too_wide"]
    assert bool(found.tables) == is_read
    assert told == ([] if is_read else [{"columns": str(columns), "limit": "1000"}])
    assert sum(left.count for left in found.leftovers) >= (0 if is_read else 3 * (columns - 2))


PROGRAMS: list[list[Any]] = [
    ["No", "Program", None, None, "Anggaran"],
    [1, "Program Penunjang Urusan Pemerintahan", None, None, "Rp 1.969.344.000"],
    [2, "Program Pengelolaan Arsip", None, None, "Rp 969.344.000"],
    [None, "JUMLAH", None, None, "Rp 2.938.688.000"],
]


def test_names_that_run_over_empty_columns_of_the_table_above_do_not_part_their_figures(
    definitions: Definitions,
) -> None:
    grid = [["PERJANJIAN KINERJA TAHUN 2023"], *TABLE, [], *PROGRAMS]
    tables = recognise(workbook_from_grids({"PK": grid}), definitions).tables
    assert [table.kind for table in tables][1:] == ["program_anggaran"]
    assert [column.role for column in tables[1].columns] == ["no", "program", None, None, "pagu"]
    assert recognise(workbook_from_grids({"PK": grid}), definitions).notices == ()


def test_two_tables_side_by_side_under_a_wide_one_stay_two(definitions: Definitions) -> None:
    beside: list[list[Any]] = [
        ["No", "Pendidikan", "Jumlah", None, "Golongan", "Jumlah"],
        [1, "S1", 12, None, "III/a", 3],
        [2, "S2", 2, None, "III/b", 11],
    ]
    tables = recognise(workbook_from_grids({"S": [*TABLE, [], *beside]}), definitions).tables
    assert [table.area.a1 for table in tables] == ["A1:F4", "A6:C8", "E6:F8"]


def _kinds(rows: list[list[Any]], definitions: Definitions) -> list[RowKind]:
    grid = [["Uraian", "Pagu (Rp)", "Realisasi (Rp)"], *rows]
    return [row.kind for row in _only(grid, definitions).rows]


NAMED = [["Belanja Pegawai", 4_120_000, 3_900_000], ["Belanja Barang", 2_310_000, 2_200_000]]
NAMELESS = [[None, 110_000, 100_000], [None, 510_000, 400_000], [None, 730_000, 650_000]]


def test_the_last_of_many_rows_without_words_is_no_total(definitions: Definitions) -> None:
    assert RowKind.TOTAL not in _kinds([*NAMED, *NAMELESS, [None, 4_500_000, 4_100_000]], definitions)


def test_a_closing_row_without_words_is_the_total_of_rows_that_have_them(definitions: Definitions) -> None:
    assert _kinds([*NAMED, [None, 6_500_000, 6_100_000]], definitions)[-1] is RowKind.TOTAL


def test_what_adds_up_is_a_total_however_many_rows_have_no_words(definitions: Definitions) -> None:
    assert _kinds([*NAMED, *NAMELESS, [None, 7_780_000, 7_250_000]], definitions)[-1] is RowKind.TOTAL


def test_a_header_of_unknown_words_may_say_one_of_them_twice_over_columns_of_figures(definitions: Definitions) -> None:
    rows: list[list[Any]] = [[f"Kios {at}", 400 + at * 7, 310 + at * 3, 90 + at * 4] for at in range(1, 7)]
    table = _only([["Weke", "Dono", "Lodogo", "Weke"], *rows], definitions)
    assert [row.number for row in table.rows] == [2, 3, 4, 5, 6, 7]


def test_a_row_of_words_said_twice_over_one_column_of_figures_is_no_header(definitions: Definitions) -> None:
    rows: list[list[Any]] = [[f"Kios {at}", "zuko", 310 + at * 3, "zuko"] for at in range(1, 7)]
    assert not recognise(workbook_from_grids({"Lapak": [["Weke", "zuko", "wero", "zuko"], *rows]}), definitions).tables

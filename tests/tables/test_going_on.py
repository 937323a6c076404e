"""Tables that go on on the next sheet: with the rows that count on, never with one of two that fit."""

from typing import Any

import pytest

from lkjip_audit.tables.definitions import Definitions
from lkjip_audit.tables.model import Table
from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids

HEAD = ["No", "Program", "Pagu Anggaran (Rp)", "Realisasi (Rp)", "Serapan (%)"]
FIRST = [
    [1, "Program Sungai", "412.500.300", "380.112.400", "92,15"],
    [2, "Program Taman", "230.100.000", "215.730.500", "93,76"],
    [3, "Program Pelabuhan", "318.200.750", "290.455.100", "91,28"],
]
REST = [
    [4, "Program Museum", "154.300.000", "150.002.500", "97,21"],
    [5, "Program Terminal", "98.450.600", "91.200.000", "92,64"],
]


def _tables(definitions: Definitions, *sheets: list[list[Any]], names: str = "ABCD") -> tuple[Table, ...]:
    return recognise(workbook_from_grids(dict(zip(names, sheets, strict=False))), definitions).tables


def test_rows_that_count_on_have_the_columns_of_the_table_before(definitions: Definitions) -> None:
    first, rest = _tables(definitions, [HEAD, *FIRST], REST)
    assert rest.columns == first.columns
    assert (rest.goes_on, rest.kind, rest.header_rows) == (first.id, first.kind, ())
    assert [row.subjects["program"] for row in rest.rows] == ["Program Museum", "Program Terminal"]


@pytest.mark.parametrize("numbers", [["1", "2", "3", "4", "5"], ["(1)", "(2)", "(3)", "(4)", "(5)"], [1, 2, 3, 4, 5]])
def test_numbers_of_the_columns_begin_the_next_sheet(definitions: Definitions, numbers: list[Any]) -> None:
    first, rest = _tables(definitions, [HEAD, *FIRST], [numbers, *REST])
    assert (rest.goes_on, rest.columns) == (first.id, first.columns)
    assert [row.subjects.get("program") for row in rest.rows] == [None, "Program Museum", "Program Terminal"]


def test_one_row_alone_goes_on(definitions: Definitions) -> None:
    first, rest = _tables(definitions, [HEAD, *FIRST], REST[:1])
    assert (rest.goes_on, rest.area.a1) == (first.id, "A1:E1")


def test_numbers_of_thousands_of_digits_count_on_from_nothing(definitions: Definitions) -> None:
    long = "9" * 5000
    tables = _tables(definitions, [HEAD, *FIRST, [long, *FIRST[0][1:]]], [[long, *REST[0][1:]], REST[1]])
    assert all(not table.goes_on for table in tables)


def test_header_that_comes_again_over_rows_that_count_on_is_of_the_same_table(definitions: Definitions) -> None:
    first, rest = _tables(definitions, [HEAD, *FIRST], [HEAD, *REST])
    assert rest.goes_on == first.id
    assert rest.header_rows == (1,)


@pytest.mark.parametrize(
    "following",
    [
        [[1, *REST[0][1:]], [2, *REST[1][1:]]],
        [[6, *REST[0][1:]], [7, *REST[1][1:]]],
        [[None, *REST[0]], [None, *REST[1]]],
        [[4, "Program Museum", "154.300.000"], [5, "Program Terminal", "98.450.600"]],
        [["Uraian lain tentang pelaksanaan program di tahun ini"], *REST],
    ],
    ids=["starts anew", "leaves a number out", "stands beside", "lacks columns", "under words of its own"],
)
def test_other_rows_go_on_with_nothing(following: list[list[Any]], definitions: Definitions) -> None:
    assert [table.sheet for table in _tables(definitions, [HEAD, *FIRST], following)] == ["A"]


def test_where_two_tables_fit_it_is_neither(definitions: Definitions) -> None:
    side = [[*one, None, *one] for one in (HEAD, *FIRST)]
    assert {table.sheet for table in _tables(definitions, side, [[*one, None, *one] for one in REST])} == {"A"}


def test_total_closes_a_table(definitions: Definitions) -> None:
    total = [None, "Jumlah", "960.801.050", "886.298.000", "92,25"]
    assert [table.sheet for table in _tables(definitions, [HEAD, *FIRST, total], REST)] == ["A"]
    headed = _tables(definitions, [HEAD, *FIRST, total], [HEAD, *REST])
    assert [table.goes_on for table in headed] == ["", ""]


def test_sheet_of_another_file_of_a_dossier_goes_on_with_nothing(definitions: Definitions) -> None:
    book = workbook_from_grids({"[a.xlsx]A": [HEAD, *FIRST], "[b.xlsx]A": [*REST]})
    assert [table.sheet for table in recognise(book, definitions).tables] == ["[a.xlsx]A"]


def test_only_the_lowest_table_of_a_sheet_goes_on(definitions: Definitions) -> None:
    other = [["Uraian", "Target", "Realisasi"], ["Layanan", 12, 11], ["Laporan", 4, 4]]
    found = _tables(definitions, [HEAD, *FIRST, [], [], [], ["Kinerja"], *other], REST)
    assert {table.sheet for table in found} == {"A"}

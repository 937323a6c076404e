"""What a sheet says of its columns, whatever it says."""

from time import process_time

from lkjip_audit.ooxml.columns import Column, Columns
from lkjip_audit.workbook.places import LAST_COLUMN


def laid(*entries):
    columns = Columns()
    for entry in entries:
        columns.add(entry)
    return columns


def test_of_several_entries_for_a_column_the_first_counts():
    first, second, third = Column(3, 5, 8.0, 1, False), Column(1, 9, None, 2, True), Column(5, 12, 9.0, 3, False)
    columns = laid(first, second, third)
    assert [columns.at(number) for number in (1, 3, 5, 6, 9, 10, 12, 13)] == [
        *(second, first, first, second, second, third, third, None),
    ]


def test_entries_that_no_sheet_has_are_no_columns():
    columns = laid(
        Column(0, 0, 1.0, 0, False), Column(9, 2, 1.0, 0, False), Column(LAST_COLUMN + 1, 10**15, 1.0, 0, True)
    )
    assert all(columns.at(number) is None for number in (0, 1, 2, 9, LAST_COLUMN, LAST_COLUMN + 1))
    assert laid().at(1) is None


def test_entries_one_over_the_other_are_looked_up_in_no_time():
    columns = laid(*(Column(1, LAST_COLUMN, 9.0, number, False) for number in range(50_000)))
    started = process_time()
    assert {columns.at(number).style for number in range(1, LAST_COLUMN + 1)} == {0}
    assert process_time() - started < 1

"""The packed mapping of cells behaves as a mapping."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lkjip_audit.workbook import Cell
from lkjip_audit.workbook.grid import GridBuilder

PLACES = st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), unique=True)


@settings(deadline=None)
@given(PLACES)
def test_holds_what_it_was_given_in_the_order_of_reading(places):
    builder = GridBuilder()
    for row, column in places:
        builder.row(row)[column] = Cell(row, column, "x")
    sheet = builder.sheet("Satu", 0)
    assert list(sheet.cells) == sorted(places)
    assert len(sheet.cells) == len(places)
    assert sheet.cells == {place: Cell(*place, "x") for place in places}
    assert [(row, column) for row, columns in sheet.rows.items() for column in columns] == sorted(places)
    rows = range(1, 8)
    assert sheet.cells.columns(range(1, 8), rows) == {
        column: [sheet.cells.get((row, column)) for row in rows] for column in range(1, 8)
    }


def test_what_is_not_there():
    builder = GridBuilder()
    builder.row(2)[3] = Cell(2, 3, "x")
    cells = builder.sheet("Satu", 0).cells
    assert (2, 3) in cells
    for place in [(2, 4), (3, 3)]:
        assert place not in cells
        assert cells.get(place) is None
        assert cells.get(place, "lain") == "lain"
        with pytest.raises(KeyError):
            cells[place]
    assert cells.get((2, 3)) is cells[2, 3]
    assert repr(cells) == "<CellGrid of 1 cells in 1 rows>"

"""The words of a row of figures are looked for when they are asked for, and are those that stand in it."""

from __future__ import annotations

import pytest

from lkjip_audit.tables.row_reading import Words
from lkjip_audit.tables.sheet_view import SheetView
from tests.grids import workbook_from_grids

ROW = ["Dinas  Pangan", 125_000, None, "2024", "Belanja alat ", "-"]


def test_words_stand_by_column() -> None:
    view = SheetView(workbook_from_grids({"Data": [ROW]}).sheets[0])
    words = Words(view, view.cells(1, 1, 6))
    assert dict(words) == {1: "Dinas Pangan", 5: "Belanja alat"}
    assert (len(words), 4 in words, words.get(9)) == (2, False, None)
    with pytest.raises(KeyError):
        words[2]

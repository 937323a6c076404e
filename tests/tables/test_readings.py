"""The readings of a table's body, held a column at a time, are a mapping by cell."""

from __future__ import annotations

import pytest

from lkjip_audit.figures.model import Reading, ReadingKind
from lkjip_audit.tables.model import RowKind
from lkjip_audit.tables.readings import Readings
from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids
from tests.packaged import definitions

ONE, TWO, THREE = (Reading(ReadingKind.TEXT, text) for text in ("satu", "dua", "tiga"))


def readings() -> Readings:
    return Readings([4, 6], {2: [ONE, None], 3: [None, TWO]})


def test_only_cells_that_are_not_empty_are_in_it() -> None:
    told = readings()
    assert dict(told.items()) == {(4, 2): ONE, (6, 3): TWO} == {place: told[place] for place in told}
    assert (len(told), (6, 2) in told, told.get((5, 2)), told.get((4, 9))) == (2, False, None, None)
    with pytest.raises(KeyError):
        told[6, 2]


def test_a_column_lies_beside_the_rows() -> None:
    told = readings()
    assert told.column(3) == [None, TWO]
    assert told.column(9) == [None, None]
    assert told.places([6, 5]) == [1, None]


def test_a_change_leaves_the_first_as_it_was() -> None:
    told = readings()
    changed = told.changed({(4, 2): None, (9, 5): THREE})
    assert dict(changed.items()) == {(6, 3): TWO, (9, 5): THREE}
    assert told[4, 2] is ONE


def test_rows_read_the_same_beside_merged_cells() -> None:
    head = ["No", "Program/Kegiatan", "Tahun", "Anggaran (Rp)", "Realisasi (Rp)", "%"]
    body = [
        [1, "Program Penunjang", 2024, 30_000_000, 27_000_000, 90],
        ["a", "Kegiatan Perencanaan", 2024, 10_000_000, "9.000.000", "-"],
        [None, "Kegiatan yang lain", None, None, None, None],
        ["b", "Kegiatan Keuangan", None, 20_000_000, 18_000_000, 90],
        [None, "Jumlah", None, 30_000_000, 27_000_000, 90],
    ]
    grid = [["Realisasi Anggaran"], [], head, *([*row, *[None] * 6, "catatan"] for row in body)]
    merged = [f"M{row}:N{row}" for row in range(4, 9)]
    plain, beside = (
        recognise(workbook_from_grids({"S": grid}, merges={"S": areas}), definitions()).tables[0]
        for areas in ((), merged)
    )
    assert plain.rows == beside.rows
    assert [row.kind for row in plain.rows][-1] is RowKind.TOTAL
    assert dict(plain.readings.items()) == dict(beside.readings.items())


def test_a_column_knows_what_its_cells_turned_out_to_be() -> None:
    told = Readings([4, 6], {2: [ONE, None], 3: [TWO, Reading(ReadingKind.NIL, "-")]})
    assert (told.kinds(2), told.kinds(9)) == ({ReadingKind.TEXT}, set())
    assert told.kinds(3) == {ReadingKind.TEXT, ReadingKind.NIL}
    assert told.changed({(6, 2): Reading(ReadingKind.DATE, "1 Mei 2024")}).kinds(2) == {
        ReadingKind.TEXT,
        ReadingKind.DATE,
    }

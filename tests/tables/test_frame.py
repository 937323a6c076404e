"""The frame of a table: its columns as arrays say what its readings say."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal

from lkjip_audit.figures.model import RUPIAH
from lkjip_audit.scene.operands import exact_in, operand
from lkjip_audit.tables.frames import Frames
from lkjip_audit.tables.model import Column, RowKind, Table
from lkjip_audit.tables.recognise import recognise
from tests.grids import workbook_from_grids
from tests.packaged import definitions

BUDGET = [
    ["Realisasi Anggaran"],
    ["Kode", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)", "%"],
    ["1.03.10", "Penyelenggaraan Jalan", 1000000000, "Rp 950.000.000", {"v": Decimal("0.95123"), "fmt": "0.00%"}],
    ["1.03.11", "Pengembangan Jasa Konstruksi", 2000000000, "1,9 miliar", 95],
    ["1.03.12", "Penataan Ruang", "-", None, "menunggu verifikasi"],
    ["", "Jumlah", 3000000000, 2850000000, "95,00"],
]


def table_of(grid: list[list[object]]) -> Table:
    (table,) = recognise(workbook_from_grids({"S": grid}), definitions()).tables
    return table


def column(table: Table, letter: str) -> Column:
    return next(column for column in table.columns if column.letter == letter)


def test_a_column_tells_what_stands_in_each_row() -> None:
    table = table_of(BUDGET)
    frame = Frames().of(table)
    plan, done = (frame.figures(column(table, letter)) for letter in "CD")
    assert plan.known.tolist() == [True, True, False, True]
    assert plan.nil.tolist() == [False, False, True, False]
    assert done.blank.tolist() == [False, False, True, False]
    assert frame.figures(column(table, "E")).unread.tolist() == [False, False, True, False]
    assert [plan.amounts.decimal(at) for at in range(4)] == [1000000000, 2000000000, 0, 3000000000]
    assert done.amounts.decimal(1) == 1900000000
    assert done.bare.tolist() == [True, False, False, True]
    assert done.steps.decimal(1) == 100000000
    assert done.has_unit(RUPIAH).tolist() == [True, False, False, False]
    assert frame.of_kind(RowKind.DETAIL).tolist() == [True, True, True, False]
    assert (frame.numbers.tolist(), frame.place(4), frame.place(9)) == ([3, 4, 5, 6], 1, None)
    assert frame.texts(column(table, "D"))[2:] == (None, "2850000000")


def test_printed_and_stored_values_are_apart() -> None:
    table = table_of(BUDGET)
    rate = Frames().of(table).figures(column(table, "E"))
    assert (rate.amounts.decimal(0), rate.stored.decimal(0)) == (Decimal("95.12"), Decimal("95.123"))
    assert rate.decimals.tolist() == [2, 0, 0, 2]
    assert rate.percent.tolist()[0]


def test_a_scale_that_the_header_states_is_in_the_amounts() -> None:
    grid = [
        ["Realisasi Anggaran (Rp juta)"],
        ["Kode", "Program/Kegiatan", "Anggaran (Rp juta)", "Realisasi (Rp juta)"],
        ["1.03.10", "Penyelenggaraan Jalan", "1.000,5", "950"],
        ["1.03.11", "Pengembangan Jasa Konstruksi", "2.000", "1.900"],
    ]
    table = table_of(grid)
    plan = Frames().of(table).figures(column(table, "C"))
    assert plan.amounts.decimal(0) == 1000500000
    assert plan.steps.decimal(0) == 100000


def test_an_array_says_what_the_operands_say() -> None:
    table = table_of(BUDGET)
    frame = Frames().of(table)
    for one in table.columns:
        figures = frame.figures(one)
        exact = exact_in(figures, one, table.roles)
        for at, row in enumerate(table.rows):
            single = operand("x", table, row, one)
            assert (single is not None) == figures.known[at]
            if single is not None:
                assert single.exact == exact[at]
                assert single.figure.value * single.unit == figures.amounts.decimal(at)
                assert single.unit == figures.worth.decimal(at)
                assert single.half_step * 2 == figures.steps.decimal(at)
                assert single.alone != figures.several[at]


def test_a_frame_is_made_once_and_for_its_own_table() -> None:
    frames, table, other = Frames(), table_of(BUDGET), table_of(BUDGET[:5])
    assert frames.of(table) is frames.of(table)
    assert len(frames.of(other)) == 3


def test_numpy_comes_with_the_first_frame_only() -> None:
    code = "import sys, lkjip_audit.tables.frames, lkjip_audit.tables.recognise; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

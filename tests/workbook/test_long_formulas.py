"""Formulas that no person wrote are left unread: deep or long ones, and ranges over all of a sheet."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest

from lkjip_audit.workbook.formulae.read import UnreadError, references_of, value_of
from lkjip_audit.workbook.formulae.running import RunningTotals
from lkjip_audit.workbook.model import Cell, ErrorValue, Sheet

SHEET = Sheet("A", 0, {})


@pytest.mark.parametrize(
    "formula", ["1" + "+1" * 4000, "-" * 8000 + "1", "1" + "%" * 8000, "(" * 4000 + "1" + ")" * 4000]
)
def test_a_formula_as_long_as_a_cell_is_not_simple(formula):
    with pytest.raises(UnreadError):
        value_of(formula, SHEET, {"A": SHEET})


def test_a_range_over_all_columns_is_not_told_cell_by_cell():
    before = process_time()
    assert references_of("SUM(A1:XFD4999)", "A") == frozenset()
    assert process_time() - before < 1
    assert len(references_of("SUM(A1:B10)", "A")) == 20


def column(values):
    cells = {(row, 1): Cell(row, 1, value) for row, value in enumerate(values, 1) if value is not None}
    return Sheet("A", 0, cells, rows={row: (1,) for row, _ in cells})


LONG = [Decimal(f"{row}.{row % 7}") if row % 5 else None if row % 10 else "teks" for row in range(1, 301)]


@pytest.mark.parametrize("formula", ["SUM(A1:A300)", "SUM(A2:A77)*2", "AVERAGE(A10:A200)", "SUM(A1:A90)+SUM(A91:A300)"])
def test_a_long_range_gives_what_its_cells_give_one_by_one(formula):
    sheet = column(LONG)
    assert value_of(formula, sheet, {"A": sheet}, RunningTotals()) == value_of(formula, sheet, {"A": sheet})


@pytest.mark.parametrize("odd", [ErrorValue("#REF!"), Decimal("NaN"), Decimal("1e500")])
def test_what_cannot_be_added_in_a_long_range_is_told_as_before(odd):
    sheet = column([*LONG[:100], odd, *LONG[100:]])
    with pytest.raises(UnreadError) as alone:
        value_of("SUM(A1:A300)", sheet, {"A": sheet})
    with pytest.raises(UnreadError) as running:
        value_of("SUM(A1:A300)", sheet, {"A": sheet}, RunningTotals())
    assert running.value.reason == alone.value.reason


def test_running_sums_down_a_long_column_take_time_by_its_length():
    sheet = column([Decimal(row) for row in range(1, 5001)])
    running = RunningTotals()
    before = process_time()
    values = [value_of(f"SUM(A1:A{row})", sheet, {"A": sheet}, running) for row in range(1, 5001)]
    assert process_time() - before < 2
    assert values[-1] == 5000 * 5001 // 2

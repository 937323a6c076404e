"""Formulas that no person wrote are left unread: deep or long ones, and ranges over all of a sheet."""

from __future__ import annotations

from time import process_time

import pytest

from lkjip_audit.workbook.formulae.read import UnreadError, references_of, value_of
from lkjip_audit.workbook.model import Sheet

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

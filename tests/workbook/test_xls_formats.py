"""What a damaged ``.xls`` does to the reading of its formats: nothing, as they are then not known."""

from __future__ import annotations

import pytest
import xlrd
from xlrd.compdoc import CompDocError
from xlrd.formula import FormulaError

from lkjip_audit.workbook.xls_formats import xls_formats


@pytest.mark.parametrize("error", [CompDocError, FormulaError, xlrd.XLRDError])
@pytest.mark.parametrize("late", [False, True])
def test_records_that_cannot_be_read_leave_no_formats(monkeypatch, error, late):
    def broken(*_args, **_options):
        raise error("damaged")

    class Book:
        sheets = broken

    monkeypatch.setattr(xlrd, "open_workbook", (lambda **_options: Book()) if late else broken)
    assert xls_formats(b"") == {}

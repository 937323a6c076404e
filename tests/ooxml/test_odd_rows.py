"""Rows as no program writes them: what stands in them stays when cells of them are marked."""

import re

import pytest

from lkjip_audit.ooxml.scan import scan_sheet
from lkjip_audit.ooxml.xmlbytes import splice
from lkjip_audit.reports.annotated.marking import cell_edits

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></row>',
        '<row r="2"><c r="C2"><v>1</v></c><c r="B2"><v>2</v></c><c r="A2"><v>3</v></c></row>',
        '<row r="2"><c r="B2"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>',
        '<row r="3"><c r="B3"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row>',
        '<row r="2"><c r="B9"><v>1</v></c><c><v>2</v></c><c r="B2"/></row>',
    ],
    ids=["a cell twice", "cells backwards", "a row twice", "rows backwards", "a cell of another row"],
)
def test_marking_cells_keeps_every_value(rows):
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
    wanted = [(2, 2), (2, 1), (4, 1)]
    marked = splice(sheet, cell_edits(sheet, scan_sheet(sheet, wanted), dict.fromkeys(wanted, 9)))
    assert re.findall(rb"<v>\d</v>", marked) == re.findall(rb"<v>\d</v>", sheet)
    assert re.search(rb'<c r="B2" s="9"', marked)

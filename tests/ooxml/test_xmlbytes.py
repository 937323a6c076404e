"""Splicing: offsets found by one pass, the rest of the bytes as they were."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lkjip_audit.errors import WorkbookError
from lkjip_audit.ooxml.scan import scan_sheet
from lkjip_audit.ooxml.xmlbytes import Edit, outline, set_attributes, splice, utf8
from lkjip_audit.reports.annotated.marking import cell_edits
from lkjip_audit.workbook.model import column_letter

pytestmark = pytest.mark.slow

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def styled(sheet, wanted):
    """The sheet with those cells given style 9, by the code under test."""
    data = sheet.encode()
    scan = scan_sheet(data, wanted)
    return splice(data, cell_edits(data, scan, dict.fromkeys(wanted, 9)))


def cells(data):
    """Every cell as a reader counts it: place, value, style."""
    found = {}
    row = 0
    for element in etree.fromstring(data).iterfind("{*}sheetData/{*}row"):
        row = int(element.get("r", row + 1))
        column = 0
        for cell in element.iterfind("{*}c"):
            letter = cell.get("r", "").rstrip("0123456789")
            column = next(n for n in range(1, 60) if column_letter(n) == letter) if letter else column + 1
            assert (row, column) not in found
            found[row, column] = (cell.findtext("{*}v"), cell.get("s"))
    return found


@st.composite
def sheets(draw):
    """A sheet with some rows and cells, their references given or left to be counted, under a prefix or none."""
    q = draw(st.sampled_from(["", "x:"]))
    space = draw(st.sampled_from(["", "\n  "]))
    parts, row = [], 0
    for number in draw(st.lists(st.integers(1, 12), unique=True).map(sorted)):
        column, inner = 0, ""
        for place in draw(st.lists(st.integers(1, 8), unique=True).map(sorted)):
            told = place != column + 1 or draw(st.booleans())
            reference = f' r="{column_letter(place)}{number}"' if told else ""
            style = draw(st.sampled_from(["", ' s="3"', " s='4'"]))
            inner += draw(
                st.sampled_from([f"<{q}c{style}{reference}><{q}v>{place}</{q}v></{q}c>", f"<{q}c{reference}{style} />"])
            )
            column = place
        reference = f' r="{number}"' if number != row + 1 or draw(st.booleans()) else ""
        closed = not inner and draw(st.booleans())
        parts.append(f"<{q}row{reference}/>" if closed else f"<{q}row{reference}>{inner}{space}</{q}row>")
        row = number
    held = f"<{q}sheetData>{space.join(parts)}</{q}sheetData>" if parts else f"<{q}sheetData/>"
    namespace = f'xmlns:x="{MAIN}"' if q else f'xmlns="{MAIN}"'
    return f'<?xml version="1.0"?><!-- é --><{q}worksheet {namespace}>{space}{held}<{q}pageMargins/></{q}worksheet>'


@settings(max_examples=400)
@given(sheets(), st.sets(st.tuples(st.integers(1, 14), st.integers(1, 10)), max_size=12))
def test_wanted_cells_get_their_style_and_nothing_else_moves(sheet, wanted):
    before, after = cells(sheet.encode()), cells(styled(sheet, wanted))
    assert set(after) == set(before) | wanted
    for place, (value, style) in after.items():
        assert value == before.get(place, (None,))[0]
        assert style == ("9" if place in wanted else before[place][1])


def test_a_cell_that_is_made_takes_the_style_of_its_row_or_column():
    sheet = (
        f'<worksheet xmlns="{MAIN}"><cols><col min="2" max="3" style="5"/></cols><sheetData>'
        '<row r="2" s="7" customFormat="1"><c r="A2"/></row></sheetData></worksheet>'
    )
    scan = scan_sheet(sheet.encode(), {(2, 3), (4, 2), (4, 9)})
    assert [scan.cells[place].style for place in ((2, 3), (4, 2), (4, 9))] == [7, 5, 0]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1"])
def test_parts_in_other_encodings_are_read(encoding):
    declared = "utf-16" if encoding.startswith("utf-16") else encoding
    text = f'<?xml version="1.0" encoding="{declared}"?><a b="é"/>'
    assert outline(utf8(text.encode(encoding)), 1).get("b") == "é"


def test_a_byte_order_mark_does_not_shift_offsets():
    data = "\ufeff<a><b/></a>".encode()
    child = outline(data, 2).children[0]
    assert data[child.start : child.end] == b"<b/>"


def test_attributes_are_replaced_where_they_stand():
    assert set_attributes(b'<c r=\'A1\' s = "1" t="s"/>', {"s": "2"}) == b'<c r=\'A1\' s = "2" t="s"/>'
    assert set_attributes(b'<c r="s=1">', {"s": '<"'}) == b'<c r="s=1" s="&lt;&quot;">'


def test_overlapping_edits_are_an_error_of_ours():
    with pytest.raises(ValueError, match="overlapping"):
        splice(b"abcdef", [Edit(0, 3, b""), Edit(2, 4, b"")])


@pytest.mark.parametrize("data", [b"<a><b></a>", b"", b"<a", b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'])
def test_what_is_not_plain_well_formed_xml_is_refused(data):
    with pytest.raises(WorkbookError):
        outline(data, 2)

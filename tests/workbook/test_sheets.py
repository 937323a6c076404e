"""Where cells stand, what is merged, what is hidden, how it is styled."""

from __future__ import annotations

from decimal import Decimal

import pytest

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook import Area, Cell


def test_rows_and_cells_without_a_place_follow_the_ones_before(sheet_of):
    sheet = sheet_of(
        '<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r="4"><c r="D4"><v>4</v></c><c><v>5</v></c></row>'
        '<row><c r="B5"/><c><v>6</v></c></row>'
    )
    assert {key: cell.value for key, cell in sheet.cells.items()} == {
        (1, 1): 1,
        (1, 3): 3,
        (4, 4): 4,
        (4, 5): 5,
        (5, 3): 6,
    }


def test_cells_come_in_order_whatever_the_order_in_the_file(sheet_of):
    sheet = sheet_of(
        '<row r="9"><c r="C9"><v>3</v></c><c r="A9"><v>1</v></c></row>'
        '<row r="2"><c r="B2"><v>2</v></c><c r="a2"><v>0</v></c></row>'
        '<row r="9"><c r="B9"><v>2</v></c></row>'
    )
    assert list(sheet.cells) == [(2, 1), (2, 2), (9, 1), (9, 2), (9, 3)]
    assert dict(sheet.rows) == {2: (1, 2), 9: (1, 2, 3)}
    assert [cell.value for cell in sheet.row(9)] == [1, 2, 3]


def test_cell_that_names_another_row_than_the_one_it_is_in_is_where_it_says(sheet_of):
    sheet = sheet_of('<row r="2"><c r="A12"><v>1</v></c><c r="B2"><v>2</v></c></row>')
    assert {key: cell.value for key, cell in sheet.cells.items()} == {(2, 2): 2, (12, 1): 1}


@pytest.mark.parametrize(
    "row",
    [
        '<row r="0"><c><v>1</v></c></row>',
        '<row r="1048577"><c><v>1</v></c></row>',
        '<row r="x"><c><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="1"><v>1</v></c></row>',
        '<row r="1"><c r="AAAA1"><v>1</v></c></row>',
    ],
)
def test_place_that_no_sheet_has_is_a_damaged_file(sheet_of, row):
    with pytest.raises(WorkbookError) as caught:
        sheet_of(row)
    assert caught.value.code == "corrupt"
    assert caught.value.details["part"] == "xl/worksheets/sheet1.xml"


def test_cell_written_twice_keeps_the_last_and_is_told(workbook_of):
    workbook = workbook_of('<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row></sheetData>')
    assert workbook.sheets[0].cells[1, 1].value == 2
    assert [(notice.code, notice.cell) for notice in workbook.notices] == [("duplicate_cell", "A1")]


def test_empty_styled_cells_are_not_kept(sheet_of):
    sheet = sheet_of('<row r="1"><c r="A1" s="0"/><c r="B1"><v>1</v></c><c r="C1" t="str"><v></v></c></row>')
    assert list(sheet.cells) == [(1, 2)]


def test_whitespace_between_elements_is_no_value(sheet_of):
    sheet = sheet_of('\n <row r="1">\n <c r="A1" t="str">\n <f>B1</f>\n <v>x</v>\n </c>\n <c>\n </c></row>')
    assert list(sheet.cells.items()) == [((1, 1), Cell(1, 1, "x", formula="B1"))]


def test_merges(workbook_of):
    workbook = workbook_of(
        '<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:C2"/>'
        '<mergeCell ref="$F$9:$D$8"/><mergeCell ref="B7"/><mergeCell ref="A1:ZZZZ9"/></mergeCells>'
    )
    assert workbook.sheets[0].merges == (Area(1, 1, 2, 3), Area(8, 4, 9, 6))
    assert [notice.code for notice in workbook.notices] == ["bad_merge"]


def test_rows_hidden_by_attribute_by_zero_height_and_by_a_closed_outline(sheet_of):
    sheet = sheet_of(
        '<row r="1" hidden="1"><c><v>1</v></c></row><row r="2" ht="0" customHeight="1"><c><v>2</v></c></row>'
        '<row r="3" ht="15"><c><v>3</v></c></row>'
        # Programs write hidden on the rows of a closed group; collapsed marks the row with the button.
        '<row r="4" outlineLevel="1" hidden="true"><c><v>4</v></c></row>'
        '<row r="5" collapsed="1"><c><v>5</v></c></row>'
    )
    assert sheet.hidden_rows == {1, 2, 4}
    assert sheet.is_hidden(1, 1)
    assert not sheet.is_hidden(5, 1)


def test_columns_hidden_by_attribute_and_by_zero_width(workbook_of):
    workbook = workbook_of(
        '<cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="0"/>'
        '<col min="7" max="7" width="9"/><col min="16384" max="99999" hidden="1"/></cols>'
        "<sheetData><row><c><v>1</v></c></row></sheetData>"
    )
    assert workbook.sheets[0].hidden_columns == {2, 3, 5, 16384}


def test_style_gives_format_bold_and_indent(sheet_of):
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="#,##0&quot; orang&quot;"/></numFmts>'
        '<fonts><font/><font><b/></font><font><b val="0"/></font></fonts>'
        '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="10" fontId="1"/>'
        '<xf numFmtId="170" fontId="2"><alignment indent="2"/></xf><xf numFmtId="999" fontId="99"/></cellXfs>'
    )
    sheet = sheet_of('<row><c s="1"><v>1</v></c><c s="2"><v>2</v></c><c s="3"><v>3</v></c></row>', styles=styles)
    seen = [(cell.number_format, cell.bold, cell.indent) for cell in sheet.row(1)]
    assert seen == [("0.00%", True, 0), ('#,##0" orang"', False, 2), ("General", False, 0)]


def test_style_that_is_not_there_is_told_and_counts_as_the_first(workbook_of):
    styles = '<cellXfs><xf numFmtId="4"/></cellXfs>'
    workbook = workbook_of(
        '<sheetData><row><c s="8"><v>1</v></c><c s="00"><v>1</v></c><c><v>1</v></c></row></sheetData>',
        styles=styles,
    )
    assert [cell.number_format for cell in workbook.sheets[0].row(1)] == ["#,##0.00"] * 3
    assert [notice.code for notice in workbook.notices] == ["bad_style_index"]


def test_workbook_without_styles_part_shows_general(sheet_of):
    assert sheet_of("<row><c><v>1.5</v></c></row>").cells[1, 1] == Cell(1, 1, Decimal("1.5"))


def test_notices_of_one_sheet_are_cut_and_say_so(workbook_of):
    cells = "".join("<row><c><v>null</v></c></row>" for _ in range(300))
    notices = workbook_of(f"<sheetData>{cells}</sheetData>").notices
    assert len(notices) == 201
    assert notices[-1].code == "more_notices"


def test_elements_of_other_namespaces_are_not_taken_for_cells(workbook_of):
    workbook = workbook_of(
        "<sheetData><row><c><v>1</v></c></row></sheetData>"
        '<extLst xmlns:x="urn:x"><ext><x:row><x:c><x:v>9</x:v></x:c></x:row></ext></extLst>'
    )
    assert list(workbook.sheets[0].cells) == [(1, 1)]

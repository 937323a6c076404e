"""The XML of Excel 2003 under the name of an .xls."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook import Area, ErrorValue, FileKind, Visibility, read_workbook
from lkjip_audit.workbook.spreadsheetml import a1_formula

HEAD = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)
STYLES = (
    '<Styles><Style ss:ID="Default"><NumberFormat/></Style>'
    '<Style ss:ID="s1"><Font ss:Bold="1"/><NumberFormat ss:Format="#,##0"/><Alignment ss:Indent="2"/></Style>'
    '<Style ss:ID="s2" ss:Parent="s1"><NumberFormat ss:Format="Percent"/></Style></Styles>'
)


def read(tmp_path, body, head=HEAD):
    path = tmp_path / "ekspor.xls"
    path.write_text(f"{head}{body}</Workbook>", "utf-8")
    return read_workbook(path)


def rows(inner, name="Data"):
    return f'<Worksheet ss:Name="{name}"><Table>{inner}</Table></Worksheet>'


def cell(kind, text, **more):
    attributes = "".join(f' ss:{name}="{value}"' for name, value in more.items())
    return f'<Cell{attributes}><Data ss:Type="{kind}">{text}</Data></Cell>'


def test_values_formats_and_places(tmp_path):
    body = rows(
        f"<Row>{cell('String', 'Pagu &amp; sisa')}{cell('Number', '1250000.5', StyleID='s1')}</Row>"
        f'<Row ss:Index="4">{cell("Number", "0.5", Index="3", StyleID="s2")}{cell("Boolean", "1")}'
        f"{cell('Error', '#DIV/0!')}{cell('DateTime', '2025-03-04T00:00:00.000')}</Row>"
    )
    workbook = read(tmp_path, STYLES + body)
    cells = workbook.sheets[0].cells
    assert (workbook.kind, workbook.knows_formats, workbook.sheets[0].name) == (FileKind.XML, True, "Data")
    assert cells[1, 1].value == "Pagu & sisa"
    assert (cells[1, 2].value, cells[1, 2].number_format) == (Decimal("1250000.5"), "#,##0")
    assert (cells[1, 2].bold, cells[1, 2].indent) == (True, 2)
    assert (cells[4, 3].number_format, cells[4, 3].bold) == ("0.00%", True)
    assert [cells[4, column].value for column in (4, 5, 6)] == [True, ErrorValue("#DIV/0!"), datetime(2025, 3, 4)]


def test_merges_hidden_rows_columns_and_sheets(tmp_path):
    inner = (
        '<Column ss:Index="2" ss:Hidden="1" ss:Span="1"/>'
        f"<Row>{cell('String', 'a', MergeAcross='1', MergeDown='1')}{cell('String', 'b')}</Row>"
        f'<Row ss:Hidden="1">{cell("String", "c", Index="3")}</Row>'
    )
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions></Worksheet>"
    first, second = read(tmp_path, rows(inner) + rows(inner, "Lain").replace("</Worksheet>", hidden)).sheets
    assert first.merges == (Area(1, 1, 2, 2),)
    assert first.cells[1, 3].value == "b"
    assert (first.hidden_columns, first.hidden_rows) == ({2, 3}, {2})
    assert (first.visibility, second.visibility) == (Visibility.VISIBLE, Visibility.HIDDEN)


def test_formulas_are_told_in_a1(tmp_path):
    inner = "".join(f"<Row>{cell('Number', number)}</Row>" for number in (1, 2))
    inner += f"<Row>{cell('Number', 3, Formula='=SUM(R[-2]C:R[-1]C)')}</Row>"
    assert read(tmp_path, rows(inner)).sheets[0].cells[3, 1].formula == "SUM(A1:A2)"


@pytest.mark.parametrize(
    ("formula", "written"),
    [
        ("RC[-2]/RC[-1]*100", "B5/C5*100"),
        ("R2C3+R[1]C", "$C$2+D6"),
        ('IF(RC[-1]=0,"R1C1",RC[-1])', 'IF(C5=0,"R1C1",C5)'),
        ("'R1C1 lama'!R[-1]C1", "'R1C1 lama'!$A4"),
        ("ROUND(RC[-1],2)", "ROUND(C5,2)"),
        ("R[-9]C", ""),
        ("RC", "D5"),
    ],
)
def test_r1c1(formula, written):
    assert a1_formula(formula, 5, 4) == written


def test_number_that_is_none_is_text_and_told(tmp_path):
    workbook = read(tmp_path, rows(f"<Row>{cell('Number', '12,5')}</Row>"))
    assert workbook.sheets[0].cells[1, 1].value == "12,5"
    assert [(notice.code, notice.cell) for notice in workbook.notices] == [("not_a_number", "A1")]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (rows("<Row><Cell>"), "corrupt"),
        (rows(f'<Row ss:Index="99999999">{cell("String", "a")}</Row>'), "corrupt"),
        (rows(f"<Row>{cell('String', 'a', Index='99999')}</Row>"), "corrupt"),
        (rows("<a>" * 300 + "</a>" * 300), "unsafe"),
        (rows("<Row/>"), "no_cells"),
    ],
)
def test_what_is_not_read(tmp_path, body, code):
    with pytest.raises(WorkbookError) as caught:
        read(tmp_path, body)
    assert caught.value.code == code


def test_entities_and_doctype_are_refused(tmp_path):
    doctype = '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b SYSTEM "file:///etc/passwd">]><Workbook'
    with pytest.raises(WorkbookError) as caught:
        read(tmp_path, rows(f"<Row>{cell('String', '&b;')}</Row>"), HEAD.replace("<Workbook", doctype))
    assert caught.value.code == "unsafe"

"""Whole packages as different programs write them."""

from __future__ import annotations

import pytest

from lkjip_audit.errors import WorkbookError
from lkjip_audit.workbook import FileKind, Visibility, read_workbook

from .conftest import DOCUMENT, MAIN, relationships

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_DOCUMENT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
CELLS = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>0.5</v></c></row></sheetData>'
STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs>'


def shape(workbook):
    return [(cell.value, cell.number_format) for cell in workbook.sheets[0].cells.values()]


def failure(path):
    with pytest.raises(WorkbookError) as caught:
        read_workbook(path)
    return caught.value


def test_strict_package_reads_as_a_transitional_one(parts_of, save_parts):
    parts = parts_of(CELLS, styles=STYLES, strings="<si><t>teks</t></si>")
    plain = read_workbook(save_parts(parts))
    strict = {name: str(text).replace(MAIN, STRICT).replace(DOCUMENT, STRICT_DOCUMENT) for name, text in parts.items()}
    assert shape(read_workbook(save_parts(strict))) == shape(plain) == [("teks", "General"), (0.5, "0.00%")]


def test_prefixed_namespaces(parts_of, save_parts):
    parts = parts_of(CELLS, styles=STYLES, strings="<si><t>teks</t></si>")
    for name in ("xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
        text = str(parts[name]).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
        parts[name] = text.replace("xmlns:r=", "xmlns:rel=").replace("r:id=", "rel:id=")
    assert shape(read_workbook(save_parts(parts))) == [("teks", "General"), (0.5, "0.00%")]


def test_no_namespace_at_all(parts_of, save_parts):
    parts = parts_of("")
    parts["xl/worksheets/sheet1.xml"] = "<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>"
    assert shape(read_workbook(save_parts(parts))) == [(1, "General")]


def test_part_names_of_other_case_than_their_relationships(parts_of, save_parts):
    parts = parts_of(CELLS, strings="<si><t>teks</t></si>")
    parts["xl/SharedStrings.xml"] = parts.pop("xl/sharedStrings.xml")
    parts["xl/Worksheets/Sheet1.xml"] = parts.pop("xl/worksheets/sheet1.xml")
    assert shape(read_workbook(save_parts(parts)))[0] == ("teks", "General")


def with_sheets(parts, sheets, *relations):
    parts["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{DOCUMENT}"><sheets>{sheets}</sheets></workbook>'
    parts["xl/_rels/workbook.xml.rels"] = relationships(*relations)
    return parts


def test_sheets_keep_their_order_names_and_visibility(parts_of, save_parts):
    parts = with_sheets(
        parts_of("<sheetData><row><c><v>1</v></c></row></sheetData>"),
        '<sheet name="Bab &amp; II" r:id="b"/><sheet name="Grafik" r:id="c"/><sheet name="Lama"/>'
        '<sheet name="Gaib" state="veryHidden" r:id="a"/><sheet name="Simpan" state="hidden" r:id="d"/>',
        ("a", "worksheet", "worksheets/sheet1.xml"),
        ("b", "worksheet", "/xl/worksheets/sheet2.xml"),
        ("c", "chartsheet", "chartsheets/sheet1.xml"),
        ("d", "worksheet", "worksheets/sheet3.xml"),
    )
    parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet3.xml"] = parts["xl/worksheets/sheet1.xml"]
    workbook = read_workbook(save_parts(parts))
    assert [(sheet.name, sheet.index, sheet.visibility) for sheet in workbook.sheets] == [
        ("Bab & II", 0, Visibility.VISIBLE),
        ("Gaib", 3, Visibility.VERY_HIDDEN),
        ("Simpan", 4, Visibility.HIDDEN),
    ]
    assert [(notice.code, notice.sheet, notice.details) for notice in workbook.notices] == [
        ("sheet_not_read", "Grafik", (("kind", "chartsheet"),)),
        ("sheet_not_read", "Lama", (("kind", "module"),)),
    ]


@pytest.mark.parametrize(
    ("sheets", "relations"),
    [
        ('<sheet name="A" r:id="x"/>', []),
        ('<sheet name="A" r:id="a"/>', [("a", "worksheet", "worksheets/hilang.xml")]),
        ('<sheet name="A" r:id="a"/>', [("a", "worksheet", "styles.xml")]),
        (
            '<sheet name="A" r:id="a"/><sheet name="A" r:id="a"/>',
            [("a", "worksheet", "worksheets/sheet1.xml")],
        ),
    ],
)
def test_sheet_that_cannot_be_had_is_damage(parts_of, save_parts, sheets, relations):
    parts = with_sheets(parts_of(CELLS, styles=STYLES), sheets, *relations)
    assert failure(save_parts(parts)).code == "corrupt"


def test_sheet_cut_short_is_damage_with_its_line(parts_of, save_parts):
    parts = parts_of("")
    parts["xl/worksheets/sheet1.xml"] = "<worksheet>\n<sheetData><row>\n<c><v>1</v></c>"
    error = failure(save_parts(parts))
    assert (error.code, error.details["line"]) == ("corrupt", 3)


def test_macro_workbook_is_told_apart(parts_of, save_parts):
    parts = parts_of("<sheetData><row><c><v>1</v></c></row></sheetData>")
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    assert read_workbook(save_parts(parts)).kind is FileKind.XLSM


def test_workbook_without_a_filled_cell(parts_of, save_parts):
    error = failure(save_parts(parts_of('<sheetData><row><c s="0"/></row></sheetData>')))
    assert (error.code, error.details["name"]) == ("no_cells", "uji.xlsx")

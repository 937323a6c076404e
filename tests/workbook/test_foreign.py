"""The formats that calamine reads: .xls, .xlsb and .ods."""

from __future__ import annotations

import struct
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from lkjip_audit.errors import WorkbookError
from lkjip_audit.messages.catalogue import Catalogue
from lkjip_audit.workbook import Area, FileKind, Notice, Visibility, read_workbook

from .conftest import PACKAGE, relationships

SMALL_XLS = Path(__file__).parent / "files" / "kecil.xls"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
NUMBERS = "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
EXCEL = "application/vnd.ms-excel"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def failure(path):
    with pytest.raises(WorkbookError) as caught:
        read_workbook(path)
    return caught.value


def test_xls(tmp_path):
    workbook = read_workbook(SMALL_XLS)
    assert (workbook.kind, workbook.knows_formats) == (FileKind.XLS, True)
    assert workbook.notices == (Notice("formats_read", details=(("kind", "xls"),)),)
    first, second = workbook.sheets
    assert second.visibility is Visibility.HIDDEN
    assert first.merges == (Area(5, 2, 6, 4),)
    cells = {key: cell.value for key, cell in first.cells.items()}
    assert cells[3, 2] == "teks"
    assert cells[3, 3] == Decimal("0.996312")
    assert (first.cells[3, 3].number_format, first.cells[3, 10].number_format) == ("0.00%", "General")
    assert cells[3, 4] == datetime(2023, 12, 31)
    assert cells[3, 5] == datetime(1899, 12, 31, 12)
    assert cells[3, 6] == Decimal("1.5")
    assert cells[3, 7] is True
    assert str(cells[3, 10]) == "14645969413"
    assert cells[8, 2] == 7


def write_ods(path, rows, *, manifest="", kind="spreadsheet", styles=""):
    content = (
        f'<office:document-content xmlns:office="{OFFICE}" xmlns:table="{TABLE}" xmlns:text="{TEXT}" '
        f'xmlns:style="{STYLE}" xmlns:number="{NUMBERS}">{styles}'
        f'<office:body><office:spreadsheet><table:table table:name="Satu">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        archive.writestr("content.xml", content)
    return path


NUMBER = '<table:table-cell office:value-type="float" office:value="{}"{}/>'


def test_ods(tmp_path):
    text = '<table:table-cell office:value-type="string"><text:p>Nilai</text:p></table:table-cell>'
    rows = (
        f'<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f"<table:table-row>{text}{NUMBER.format('99.63', '')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048572"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    workbook = read_workbook(write_ods(tmp_path / "a.ods", rows))
    assert workbook.kind is FileKind.ODS
    assert {key: cell.value for key, cell in workbook.sheets[0].cells.items()} == {
        (4, 1): "Nilai",
        (4, 2): Decimal("99.63"),
    }


STYLES = """<office:automatic-styles>
<number:percentage-style style:name="N1"><number:number number:decimal-places="2"/><number:text>%</number:text>
</number:percentage-style>
<number:currency-style style:name="N2"><number:currency-symbol>Rp</number:currency-symbol>
<number:number number:decimal-places="0" number:grouping="true"/></number:currency-style>
<number:number-style style:name="N3"><number:number/></number:number-style>
<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="ce2" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="ce3" style:family="table-cell" style:parent-style-name="ce2"/>
<style:style style:name="ce4" style:family="table-cell" style:data-style-name="N3"/>
</office:automatic-styles>"""


def test_ods_tells_how_its_numbers_are_shown(tmp_path):
    """By the cell's own style, the style that it is made from, or its column's; a percentage without one is one."""
    styled = ' table:style-name="{}"'
    rows = (
        '<table:table-column/><table:table-column table:default-cell-style-name="ce1" '
        'table:number-columns-repeated="2"/>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        "<table:table-row>"
        + NUMBER.format("9546367212", styled.format("ce2"))
        + NUMBER.format("0.9563", "")
        + NUMBER.format("0.5", styled.format("ce3"))
        + NUMBER.format("1.5", styled.format("ce4"))
        + '<table:table-cell office:value-type="percentage" office:value="0.25"/></table:table-row>'
    )
    workbook = read_workbook(write_ods(tmp_path / "a.ods", rows, styles=STYLES))
    assert workbook.knows_formats
    assert {key: cell.number_format for key, cell in workbook.sheets[0].cells.items()} == {
        (3, 1): '"Rp"#,##0',
        (3, 2): "0.00%",
        (3, 3): '"Rp"#,##0',
        (3, 4): "General",
        (3, 5): "0.00%",
    }


@pytest.mark.parametrize("many", ["999999999999", "9" * 5000, "²", "-1", "x"])
def test_ods_style_of_more_decimals_than_are_shown_says_nothing(tmp_path, many):
    styles = (
        '<office:automatic-styles><number:number-style style:name="N1">'
        f'<number:number number:decimal-places="{many}"/></number:number-style>'
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles>'
    )
    cell = NUMBER.format("12.5", f' table:style-name="ce1" table:number-columns-spanned="{many}"')
    workbook = read_workbook(write_ods(tmp_path / "a.ods", f"<table:table-row>{cell}</table:table-row>", styles=styles))
    assert workbook.sheets[0].cells[1, 1].number_format == "General"


def test_ods_whose_cells_span_more_than_can_be_held(tmp_path):
    repeated = ' table:number-columns-repeated="16384"'
    cell = NUMBER.format(1, repeated)
    rows = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    error = failure(write_ods(tmp_path / "a.ods", rows))
    assert (error.code, error.details["what"]) == ("too_large", "cells")


def test_ods_with_a_password(tmp_path):
    error = failure(write_ods(tmp_path / "a.ods", "", manifest="<encryption-data/>"))
    assert error.code == "encrypted"


def test_other_opendocument_files_are_named(tmp_path):
    error = failure(write_ods(tmp_path / "a.xlsx", "", kind="text"))
    assert (error.code, error.details["found"]) == ("not_a_workbook", "OpenDocument (.odt)")


def test_ods_that_is_damaged(tmp_path):
    path = write_ods(tmp_path / "a.ods", "<table:table-row>")
    assert failure(path).code == "corrupt"


def record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(content)]) + content


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def write_xlsb(path, cells):
    """An .xlsb with ``cells``, numbers or the codes of errors as bytes, by (row, column) from 0."""
    workbook = record(0x83) + record(0x8F)
    workbook += record(0x9C, struct.pack("<II", 0, 1) + wide("rId1") + wide("Satu")) + record(0x90) + record(0x84)
    sheet = record(0x81) + record(0x94, struct.pack("<4I", 0, 0, 0, 0)) + record(0x91)
    for (row, column), value in cells.items():
        sheet += record(0x00, struct.pack("<I", row).ljust(25, b"\0"))
        if isinstance(value, bytes):
            sheet += record(0x03, struct.pack("<II", column, 0) + value)
        else:
            sheet += record(0x05, struct.pack("<IId", column, 0, value))
    sheet += record(0x92) + record(0x82)
    types = (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.bin" ContentType="{EXCEL}.sheet.binary.macroEnabled.main"/>'
        f'<Override PartName="/xl/worksheets/sheet1.bin" ContentType="{EXCEL}.worksheet"/></Types>'
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("_rels/.rels", relationships(("r", "officeDocument", "xl/workbook.bin")))
        archive.writestr("xl/_rels/workbook.bin.rels", relationships(("rId1", "worksheet", "worksheets/sheet1.bin")))
        archive.writestr("xl/workbook.bin", workbook)
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
    return path


def test_xlsb(tmp_path):
    workbook = read_workbook(write_xlsb(tmp_path / "a.xlsb", {(2, 1): 99.63}))
    assert workbook.kind is FileKind.XLSB
    assert [(cell.row, cell.column, cell.value) for cell in workbook.sheets[0].cells.values()] == [
        (3, 2, Decimal("99.63"))
    ]


def test_an_error_reads_as_an_empty_cell_and_the_notice_says_so(tmp_path):
    """Should a later calamine tell errors apart, this fails: then read them, and mend the notice."""
    division_by_zero = b"\x07"
    workbook = read_workbook(write_xlsb(tmp_path / "a.xlsb", {(0, 0): 1.0, (1, 0): division_by_zero, (2, 0): 3.0}))
    assert sorted(workbook.sheets[0].cells) == [(1, 1), (3, 1)]
    (notice,) = workbook.notices
    for lang, word in (("id", "galat"), ("en", "Error cells")):
        assert word in Catalogue(lang).text(f"notice.{notice.code}", **dict(notice.details))


def test_xlsb_whose_cells_span_more_than_can_be_held(tmp_path):
    error = failure(write_xlsb(tmp_path / "a.xlsb", {(0, 0): 1.0, (1_048_575, 16_383): 1.0}))
    assert (error.code, error.details["what"]) == ("too_large", "cells")


def test_panic_of_the_library_is_damage_and_is_not_printed(monkeypatch, capfd):
    import os

    from lkjip_audit.workbook import foreign

    class PanicException(BaseException):
        pass

    def panic(*_):
        os.write(2, b"thread panicked")
        raise PanicException

    monkeypatch.setattr(foreign.CalamineWorkbook, "from_filelike", panic, raising=False)
    with pytest.raises(WorkbookError) as caught:
        foreign.read_foreign(b"", FileKind.XLS)
    assert caught.value.details["reason"] == "panic"
    assert capfd.readouterr().err == ""
